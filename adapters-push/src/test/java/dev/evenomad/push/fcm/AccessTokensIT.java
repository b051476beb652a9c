package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.Messages.NOW;
import static dev.evenomad.push.sending.Reply.reply;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.domain.session.DeviceType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class AccessTokensIT {
  private static final PushMessage MESSAGE = Messages.to(DeviceType.ANDROID);

  private final FakeGoogle google = new FakeGoogle();
  private FcmPush push = FcmPush.open(google.settings(), InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    push.close();
    google.close();
  }

  @Test
  void aSignedAssertionBuysTheAccessToken() throws GeneralSecurityException {
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);

    FakeGoogle.TokenRequest request = google.tokenRequests().getFirst();
    assertThat(request.parameters()).containsExactlyInAnyOrder("grant_type", "assertion");
    assertThat(request.grantType()).isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
    String assertion = request.assertion();
    JsonNode header = FakeGoogle.jwtPart(assertion, 0);
    assertThat(header.path("alg").textValue()).isEqualTo("RS256");
    assertThat(header.path("kid").textValue()).isEqualTo(FakeGoogle.KEY_ID);
    JsonNode claims = FakeGoogle.jwtPart(assertion, 1);
    assertThat(claims.path("iss").textValue()).isEqualTo(FakeGoogle.CLIENT_EMAIL);
    assertThat(claims.path("aud").textValue()).isEqualTo("https://oauth2.googleapis.com/token");
    assertThat(claims.path("scope").textValue())
        .isEqualTo("https://www.googleapis.com/auth/firebase.messaging");
    assertThat(claims.path("exp").longValue() - claims.path("iat").longValue()).isEqualTo(3600);
    assertThat(signatureIsRight(assertion)).isTrue();
    assertThat(google.sent().getFirst().authorization()).isEqualTo("Bearer ya29.access-token-1");
  }

  @Test
  void theAccessTokenIsKept() {
    push.gateway().send(MESSAGE);
    push.gateway().send(MESSAGE);

    assertThat(google.tokenRequests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 200})
  void theAccessTokenIsRenewedMinutesBeforeItExpires(int seconds) {
    google.nextToken(google.issue(seconds));
    push.gateway().send(MESSAGE);
    push.gateway().send(MESSAGE);

    assertThat(google.tokenRequests()).hasSize(2);
    assertThat(google.sent().getLast().authorization()).isEqualTo("Bearer ya29.access-token-2");
  }

  @Test
  void aTokenThatIsStillGoodOutlivesAnOutageOfTheTokenEndpoint() {
    google.nextToken(google.issue(200)).nextToken(reply(503, ""));
    push.gateway().send(MESSAGE);

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
    assertThat(google.tokenRequests()).hasSize(2);
  }

  @Test
  void manyWhoNeedTheFirstTokenShareIt() throws Exception {
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PushOutcome>> sends =
          Stream.generate(() -> senders.submit(() -> push.gateway().send(MESSAGE)))
              .limit(20)
              .toList();
      for (Future<PushOutcome> send : sends) {
        assertThat(send.get()).isInstanceOf(Accepted.class);
      }
    }

    assertThat(google.tokenRequests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant",
    "400, invalid_scope",
    "401, invalid_client",
    "403, unauthorized_client"
  })
  void anAccountThatIsNotAcceptedIsOurFault(int status, String code) {
    google.nextToken(
        reply(
            status,
            """
            {"error": "%s", "error_description": "Invalid JWT Signature."}\
            """
                .formatted(code)));

    assertThat(push.gateway().send(MESSAGE))
        .isEqualTo(
            new Misconfigured(
                "the token endpoint does not accept the service account: " + status + " " + code));
    assertThat(google.sent()).isEmpty();
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {}                                     |     | 10",
        "503 | <html></html>                          | 25  | 25",
        "502 | ''                                     |     | 10",
        "429 | {\"error\": \"rate_limit_exceeded\"}   |     | 60",
        "429 | ''                                     | 5   | 5",
        "400 | {\"error\": \"temporarily_unavailable\"} |   | 10",
        "404 | <html></html>                          |     | 10",
        "302 | ''                                     |     | 10",
        "200 | <html></html>                          |     | 10",
        "200 | ''                                     |     | 10",
        "200 | {}                                     |     | 10",
        "200 | []                                     |     | 10",
        "200 | \"text\"                               |     | 10",
        "200 | {\"access_token\": 5}                  |     | 10",
        "200 | {\"access_token\": \"a b\", \"expires_in\": 3600}     | | 10",
        "200 | {\"access_token\": \"\", \"expires_in\": 3600}        | | 10",
        "200 | {\"access_token\": \"abc\", \"expires_in\": 99999999999} | | 10",
        "200 | {\"access_token\": \"abc\", \"expires_in\": 1.5}    | | 10",
        "200 | {\"access_token\": \"abc\", \"expires_in\": null}   | | 10",
        "200 | {\"access_token\": null, \"expires_in\": 3600}        | | 10",
        "200 | {\"access_token\": {}, \"expires_in\": []}            | | 10",
        "200 | null                                   |     | 10",
        "200 | 5                                      |     | 10",
        "200 | {\"access_token\": \"abc\", \"expires_in\": \"soon\"} | | 10",
      })
  void anOutageOfTheTokenEndpointPasses(
      int status, String body, @Nullable String retryAfter, int seconds) {
    google.nextToken(
        reply(status, body, retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter)));

    assertThat(push.gateway().send(MESSAGE))
        .isInstanceOfSatisfying(
            TryLater.class,
            later -> {
              assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
              assertThat(later.why()).startsWith("the token endpoint ");
            });
    assertThat(google.sent()).isEmpty();
  }

  @Test
  void aTokenEndpointThatDoesNotAnswerEndsInTime() {
    push.close();
    push =
        FcmPush.open(
            google.settings().withLimits(Duration.ofMillis(250), 10), InstantSource.fixed(NOW));
    google.nextToken(exchange -> {});

    assertThat(push.gateway().send(MESSAGE))
        .isEqualTo(
            new TryLater(
                Duration.ofSeconds(10),
                "the token endpoint gave no usable answer: HttpTimeoutException"));
  }

  @Test
  void aTokenEndpointThatSaysTooMuchIsNotReadToTheEnd() {
    google.nextToken(reply(200, "x".repeat(1 << 20)));

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(TryLater.class);
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @Test
  void aFailedRenewalAfterARefusedTokenDecidesTheOutcome() {
    push.gateway().send(MESSAGE);
    google.revokeAccessTokens();
    google.nextToken(reply(400, "{\"error\": \"invalid_grant\"}"));

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Misconfigured.class);
    assertThat(google.sent()).hasSize(2);
  }

  private static boolean signatureIsRight(String jwt) throws GeneralSecurityException {
    int end = jwt.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(FakeGoogle.KEY.getPublic());
    signature.update(jwt.substring(0, end).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(end + 1)));
  }
}
