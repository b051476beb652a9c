package dev.evenomad.bootstrap.sandbox.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.web.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Talks to a sandbox's Google as a service account does. */
final class PushFixture {

  static final String AUDIENCE = "https://oauth2.googleapis.com/token";
  static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

  private final RunningSandbox eve;

  PushFixture(RunningSandbox eve) {
    this.eve = eve;
  }

  JsonNode account() {
    return Json.read(eve.sandbox().serviceAccountJson().getBytes(StandardCharsets.UTF_8))
        .orElseThrow();
  }

  /** The claims of a good assertion. */
  JWTCreator.Builder claims() {
    var now = eve.time().instant();
    return claims(now, now.plusSeconds(3600));
  }

  JWTCreator.Builder claims(Instant issued, Instant expires) {
    return JWT.create()
        .withKeyId(account().path("private_key_id").asText())
        .withIssuer(account().path("client_email").asText())
        .withAudience(AUDIENCE)
        .withClaim("scope", SCOPE)
        .withIssuedAt(issued)
        .withExpiresAt(expires);
  }

  String sign(JWTCreator.Builder claims) {
    return claims.sign(Algorithm.RSA256(null, privateKey()));
  }

  private RSAPrivateKey privateKey() {
    var pem = account().path("private_key").asText();
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replace("\n", "");
    try {
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> exchange(String assertion) {
    return exchange(
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion));
  }

  HttpResponse<String> exchange(Map<String, String> form) {
    return eve.send(
        HttpRequest.newBuilder(URI.create(account().path("token_uri").asText()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(RunningSandbox.form(form))));
  }

  String accessToken() {
    var response = exchange(sign(claims()));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return RunningSandbox.json(response).path("access_token").asText();
  }

  HttpResponse<String> send(String accessToken, String body) {
    return send(accessToken, eve.sandbox().fcmProjectId(), body);
  }

  HttpResponse<String> send(String accessToken, String project, String body) {
    return eve.send(
        eve.request(eve.sandbox().fcmBase(), "/v1/projects/" + project + "/messages:send")
            .header("Authorization", "Bearer " + accessToken)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A message that FCM takes. */
  static String message(String token) {
    return """
    {"message":{"token":"%s","notification":{"title":"Skill complete","body":"Gunnery V"},
    "data":{"kind":"skill-complete","skillId":"3300"},
    "android":{"priority":"high","ttl":"86400s","collapse_key":"skill"},
    "apns":{"headers":{"apns-priority":"10"},"payload":{"aps":{"sound":"default","badge":1}}}}}
    """
        .formatted(token);
  }

  /** The FCM code of an error, or the empty text. */
  static String errorCode(HttpResponse<String> response) {
    return detail(response, "type.googleapis.com/google.firebase.fcm.v1.FcmError")
        .path("errorCode")
        .asText();
  }

  /** The field that an error complains about, or the empty text. */
  static String violatedField(HttpResponse<String> response) {
    return detail(response, "type.googleapis.com/google.rpc.BadRequest")
        .at("/fieldViolations/0/field")
        .asText();
  }

  private static JsonNode detail(HttpResponse<String> response, String type) {
    for (var detail : RunningSandbox.json(response).at("/error/details")) {
      if (detail.path("@type").asText().equals(type)) {
        return detail;
      }
    }
    return Json.object();
  }
}
