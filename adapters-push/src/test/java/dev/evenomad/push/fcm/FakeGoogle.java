package dev.evenomad.push.fcm;

import static dev.evenomad.push.sending.Reply.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.push.sending.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Google's token endpoint and FCM's send endpoint over real HTTP. Answers as Google does unless it
 * was told another answer to give next.
 */
final class FakeGoogle implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();
  static final String CLIENT_EMAIL = "firebase-adminsdk@nomad-test.iam.gserviceaccount.com";
  static final String KEY_ID = "0123456789abcdef";
  static final KeyPair KEY = rsa();

  record Sent(String path, String authorization, String contentType, JsonNode json) {}

  record TokenRequest(Set<String> parameters, String grantType, String assertion) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Reply> tokenReplies = new ArrayDeque<>();
  private final Queue<Reply> sendReplies = new ArrayDeque<>();
  private final Map<String, Reply> toDevice = new HashMap<>();
  private Optional<Reply> toAll = Optional.empty();
  private Set<String> acceptedKeys = Set.of(KEY_ID);
  private final Map<String, String> keyOfToken = new HashMap<>();
  private final Set<String> validTokens = new HashSet<>();
  private final List<TokenRequest> tokenRequests = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private int issued;

  FakeGoogle() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/token", this::token);
    server.createContext("/v1/projects/", this::send);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  FcmSettings settings() {
    return FcmSettings.fromJson(serviceAccount(uri().resolve("/token"))).withBaseUri(uri());
  }

  synchronized FakeGoogle nextToken(Reply reply) {
    tokenReplies.add(reply);
    return this;
  }

  synchronized FakeGoogle nextSend(Reply reply) {
    sendReplies.add(reply);
    return this;
  }

  /** What every message gets from now on. */
  synchronized void always(Reply reply) {
    toAll = Optional.of(reply);
  }

  /** What every message to {@code device} gets from now on. */
  synchronized void always(PushToken device, Reply reply) {
    toDevice.put(device.value(), reply);
  }

  /** From now on keys other than {@code keyIds} get no access tokens, and theirs are refused. */
  synchronized void accept(String... keyIds) {
    acceptedKeys = Set.of(keyIds);
    validTokens.removeIf(token -> !acceptedKeys.contains(keyOfToken.get(token)));
  }

  /** From now on every access token that was issued is refused. */
  synchronized void revokeAccessTokens() {
    validTokens.clear();
  }

  /** The id of the key whose access token a message came with. */
  synchronized String keyOf(Sent message) {
    return keyOfToken.getOrDefault(accessToken(message), "");
  }

  private static String accessToken(Sent message) {
    return message.authorization().replaceFirst("^Bearer ", "");
  }

  List<TokenRequest> tokenRequests() {
    return tokenRequests;
  }

  List<Sent> sent() {
    return sent;
  }

  static String error(int code, String status, String... details) {
    return """
    {"error": {"code": %d, "message": "Request contains an invalid argument.",
      "status": "%s", "details": [%s]}}\
    """
        .formatted(code, status, String.join(", ", details));
  }

  static String fcmError(String errorCode) {
    return """
    {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "%s"}\
    """
        .formatted(errorCode);
  }

  static String badRequest(String... fields) {
    return """
    {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [%s]}\
    """
        .formatted(
            Arrays.stream(fields)
                .map("{\"field\": \"%s\", \"description\": \"Invalid value\"}"::formatted)
                .collect(Collectors.joining(", ")));
  }

  static String serviceAccount(URI tokenUri) {
    return serviceAccount(tokenUri, "nomad-test", KEY_ID, KEY);
  }

  static String serviceAccount(URI tokenUri, String project, String keyId, KeyPair key) {
    return JSON.createObjectNode()
        .put("type", "service_account")
        .put("project_id", project)
        .put("private_key_id", keyId)
        .put("private_key", pem(key))
        .put("client_email", CLIENT_EMAIL)
        .put("token_uri", tokenUri.toString())
        .toString();
  }

  static String privateKeyPem() {
    return pem(KEY);
  }

  private static String pem(KeyPair key) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        Arrays.stream(body(exchange).split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    var request =
        new TokenRequest(
            form.keySet(), form.getOrDefault("grant_type", ""), form.getOrDefault("assertion", ""));
    tokenRequests.add(request);
    nextTokenReply(request).to(exchange);
  }

  private synchronized Reply nextTokenReply(TokenRequest request) {
    Reply told = tokenReplies.poll();
    if (told != null) {
      return told;
    }
    String keyId = jwtPart(request.assertion(), 0).path("kid").asText();
    return acceptedKeys.contains(keyId)
        ? issue(keyId, 3599)
        : reply(400, "{\"error\": \"invalid_grant\"}");
  }

  /** A new access token that is good for {@code seconds}. */
  Reply issue(int seconds) {
    return issue(KEY_ID, seconds);
  }

  private Reply issue(String keyId, int seconds) {
    return exchange -> {
      String token;
      synchronized (this) {
        issued++;
        token = "ya29.access-token-" + issued;
        keyOfToken.put(token, keyId);
        validTokens.add(token);
      }
      reply(
              200,
              """
              {"access_token": "%s", "expires_in": %d, "token_type": "Bearer"}\
              """
                  .formatted(token, seconds),
              Map.of("Content-Type", "application/json; charset=utf-8"))
          .to(exchange);
    };
  }

  private void send(HttpExchange exchange) throws IOException {
    JsonNode json = JSON.readTree(body(exchange));
    Sent request =
        new Sent(
            exchange.getRequestURI().getPath(),
            header(exchange, "Authorization"),
            header(exchange, "Content-Type"),
            json);
    sent.add(request);
    nextSendReply(request).to(exchange);
  }

  private synchronized Reply nextSendReply(Sent request) {
    if (!validTokens.contains(accessToken(request))) {
      return reply(401, error(401, "UNAUTHENTICATED"));
    }
    Reply told = sendReplies.poll();
    if (told != null) {
      return told;
    }
    Reply accepted =
        reply(
            200,
            """
            {"name": "projects/nomad-test/messages/%d"}\
            """
                .formatted(sent.size()));
    return toDevice.getOrDefault(
        request.json().at("/message/token").asText(), toAll.orElse(accepted));
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of("")).getFirst();
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The claims or the header of a JWT. */
  static JsonNode jwtPart(String jwt, int part) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[part]);
      return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a JWT", e);
    }
  }

  static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
