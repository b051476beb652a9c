package dev.evenomad.esi.sso;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpExchange;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.http.HttpSettings;
import dev.evenomad.esi.http.LoopbackServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** EVE's sign-on on a loopback port, as far as this module uses it. Refresh tokens rotate. */
final class SimulatedSso implements AutoCloseable {

  static final String CLIENT_ID = "0123456789abcdef0123456789abcdef";
  static final Secret CLIENT_SECRET = Secret.of("client-secret-of-the-test");
  static final String METADATA = "/.well-known/oauth-authorization-server";
  static final String JWKS = "/oauth/jwks";
  static final String TOKEN = "/v2/oauth/token";
  static final String REVOKE = "/v2/oauth/revoke";

  static final KeyPair RSA = rsa(2048);
  static final KeyPair OTHER_RSA = rsa(2048);
  static final KeyPair EC = ec();
  static final String RSA_ID = "JWT-Signature-Key";
  static final String EC_ID = "8878a23f-2489-4045-989e-4d2f3ec1ae1a";

  final LoopbackServer server = new LoopbackServer();
  private final InstantSource clock;
  private final Map<String, Attempt> codes = new ConcurrentHashMap<>();
  private final Map<String, EveIdentity> grants = new ConcurrentHashMap<>();
  private volatile Algorithm signer = Algorithm.RSA256(null, (RSAPrivateKey) RSA.getPrivate());

  private record Attempt(EveIdentity pilot, CodeChallenge challenge) {}

  SimulatedSso(InstantSource clock) {
    this.clock = clock;
    server.on(METADATA, answer(200, metadata(server.base())));
    server.on(JWKS, answer(200, keySet(rsaKey(RSA_ID, RSA), ecKey(EC_ID))));
    server.on(TOKEN, this::token);
    server.on(REVOKE, this::revoke);
  }

  SsoSettings settings() {
    return settings(HttpSettings.of("EveNomad-test/1.0 (test@example.org)"));
  }

  SsoSettings settings(Duration callTimeout) {
    return settings(
        new HttpSettings(
            "EveNomad-test/1.0 (test@example.org)", callTimeout, callTimeout, 1_000_000));
  }

  private SsoSettings settings(HttpSettings http) {
    SsoSettings production =
        SsoSettings.of(
            CLIENT_ID,
            CLIENT_SECRET,
            URI.create("https://nomad.example.org/v1/auth/callback"),
            http.userAgent());
    return new SsoSettings(
        server.base(),
        production.clientId(),
        production.clientSecret(),
        production.callback(),
        production.issuers(),
        http);
  }

  Secret code(EveIdentity pilot, CodeVerifier verifier) {
    Secret code = Secret.of(UUID.randomUUID().toString());
    codes.put(code.reveal(), new Attempt(pilot, verifier.challenge()));
    return code;
  }

  Secret grant(EveIdentity pilot) {
    Secret refreshToken =
        Secret.of(
            Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(UTF_8))
                + "+/=");
    grants.put(refreshToken.reveal(), pilot);
    return refreshToken;
  }

  void revoke(Secret refreshToken) {
    grants.remove(refreshToken.reveal());
  }

  void signWith(Algorithm algorithm) {
    signer = algorithm;
  }

  /** The claims that EVE puts into a token for {@code pilot}. */
  JWTCreator.Builder claims(EveIdentity pilot) {
    Instant now = clock.instant();
    JWTCreator.Builder claims =
        JWT.create()
            .withKeyId(RSA_ID)
            .withIssuer("https://login.eveonline.com")
            .withAudience(CLIENT_ID, "EVE Online")
            .withSubject("CHARACTER:EVE:" + pilot.character())
            .withClaim("name", pilot.name().value())
            .withClaim("owner", pilot.owner().value())
            .withClaim("azp", CLIENT_ID)
            .withClaim("tenant", "tranquility")
            .withIssuedAt(now)
            .withExpiresAt(now.plusSeconds(1200))
            .withJWTId(UUID.randomUUID().toString());
    String[] scopes = pilot.scopes().values().stream().map(Scope::value).toArray(String[]::new);
    return switch (scopes.length) {
      case 0 -> claims;
      case 1 -> claims.withClaim("scp", scopes[0]);
      default -> claims.withArrayClaim("scp", scopes);
    };
  }

  /** From now on every refresh is answered with this access token. */
  void answerRefreshWith(String accessToken) {
    server.on(TOKEN, answer(200, tokens(accessToken, "next-refresh-token")));
  }

  /** A token for {@code pilot} with changes, signed by EVE's key. */
  String signed(EveIdentity pilot, UnaryOperator<JWTCreator.Builder> changes) {
    return changes.apply(claims(pilot)).sign(signer);
  }

  /** As it is, with other claims in their JSON, signed by EVE's key. */
  static String resigned(String token, UnaryOperator<String> claims) {
    String[] parts = token.split("\\.", -1);
    String json = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String signed = parts[0] + "." + encoder.encodeToString(claims.apply(json).getBytes(UTF_8));
    return signed + "." + encoder.encodeToString(rs256(RSA).sign(signed.getBytes(UTF_8)));
  }

  static String tokens(String accessToken, String refreshToken) {
    return """
    {"access_token":"%s","expires_in":1199,"token_type":"Bearer","refresh_token":"%s"}\
    """
        .formatted(accessToken, refreshToken);
  }

  /** What EVE answers to who agreed to no scopes. */
  static String tokensWithoutRefresh(String accessToken) {
    return """
    {"access_token":"%s","expires_in":1199,"token_type":"Bearer","refresh_token":null}\
    """
        .formatted(accessToken);
  }

  static String metadata(URI base) {
    return """
    {"issuer":"https://login.eveonline.com",
     "authorization_endpoint":"%1$s/v2/oauth/authorize",
     "token_endpoint":"%1$s/v2/oauth/token",
     "revocation_endpoint":"%1$s/v2/oauth/revoke",
     "jwks_uri":"%1$s/oauth/jwks",
     "response_types_supported":["code","token"],
     "code_challenge_methods_supported":["S256"]}\
    """
        .formatted(base);
  }

  static String keySet(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "],\"SkipUnresolvedJsonWebKeys\":true}";
  }

  static String rsaKey(String id, KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return """
    {"alg":"RS256","kid":"%s","kty":"RSA","use":"sig","e":"%s","n":"%s","unknown":[]}\
    """
        .formatted(id, base64(key.getPublicExponent()), base64(key.getModulus()));
  }

  static String ecKey(String id) {
    ECPublicKey key = (ECPublicKey) EC.getPublic();
    return """
    {"alg":"ES256","kid":"%s","kty":"EC","use":"sig","crv":"P-256","x":"%s","y":"%s"}\
    """
        .formatted(id, base64(key.getW().getAffineX()), base64(key.getW().getAffineY()));
  }

  static Algorithm es256() {
    return Algorithm.ECDSA256(null, (ECPrivateKey) EC.getPrivate());
  }

  static Algorithm rs256(KeyPair pair) {
    return Algorithm.RSA256(null, (RSAPrivateKey) pair.getPrivate());
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair ec() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = server.requests().getLast().form();
    Function<EveIdentity, String> issued =
        pilot ->
            pilot.scopes().values().isEmpty()
                ? tokensWithoutRefresh(signed(pilot, claims -> claims))
                : tokens(signed(pilot, claims -> claims), grant(pilot).reveal());
    Optional<String> body =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" ->
              Optional.ofNullable(codes.remove(form.get("code")))
                  .filter(attempt -> attempt.challenge().isMetBy(verifier(form)))
                  .map(Attempt::pilot)
                  .map(issued);
          case "refresh_token" ->
              Optional.ofNullable(grants.remove(form.get("refresh_token"))).map(issued);
          default -> Optional.empty();
        };
    if (body.isPresent()) {
      answer(200, body.get()).respond(exchange);
    } else {
      answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token missing/expired.\"}")
          .respond(exchange);
    }
  }

  private void revoke(HttpExchange exchange) throws IOException {
    grants.remove(server.requests().getLast().form().get("token"));
    answer(200, "").respond(exchange);
  }

  private static CodeVerifier verifier(Map<String, String> form) {
    return new CodeVerifier(Secret.of(form.getOrDefault("code_verifier", "-")));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
