package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.FakeGoogle.badRequest;
import static dev.evenomad.push.fcm.FakeGoogle.error;
import static dev.evenomad.push.fcm.FakeGoogle.fcmError;
import static dev.evenomad.push.fcm.Messages.DEVICE_TOKEN;
import static dev.evenomad.push.fcm.Messages.NOW;
import static dev.evenomad.push.sending.Reply.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.push.sending.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class FcmPushIT {
  private static final PushMessage MESSAGE = Messages.to(DeviceType.ANDROID);
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String HTML = "<!DOCTYPE html><html><title>Error</title></html>";
  private static final Duration SHORT = Duration.ofMillis(250);

  private final FakeGoogle google = new FakeGoogle();
  private FcmPush push = FcmPush.open(google.settings(), CLOCK);

  @AfterEach
  void close() {
    push.close();
    google.close();
  }

  @ParameterizedTest
  @EnumSource(DeviceType.class)
  void anAcceptedMessageGetsFcmsNameForIt(DeviceType device) {
    PushOutcome outcome = push.gateway().send(Messages.to(device));

    assertThat(outcome).isEqualTo(new Accepted("projects/nomad-test/messages/1"));
    FakeGoogle.Sent sent = google.sent().getFirst();
    assertThat(sent.json().at("/message/token").textValue()).isEqualTo(DEVICE_TOKEN);
    assertThat(sent.json().at("/message/notification/title").textValue())
        .isEqualTo("Skill complete");
    assertThat(sent.contentType()).isEqualTo("application/json; charset=UTF-8");
  }

  @Test
  void theProjectIsPartOfTheAddress() {
    var path = new AtomicReference<String>();
    google.nextSend(
        exchange -> {
          path.set(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          reply(200, "{\"name\": \"projects/other/messages/1\"}").to(exchange);
        });
    open(google.settings().withProjectId("other"));

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
    assertThat(path.get()).isEqualTo("POST /v1/projects/other/messages:send");
  }

  static Stream<Arguments> tokensToForget() {
    return Stream.of(
        Arguments.of(404, error(404, "NOT_FOUND", fcmError("UNREGISTERED"))),
        Arguments.of(403, error(403, "PERMISSION_DENIED", fcmError("SENDER_ID_MISMATCH"))),
        Arguments.of(400, error(400, "INVALID_ARGUMENT", fcmError("INVALID_ARGUMENT"))),
        Arguments.of(
            400,
            error(
                400,
                "INVALID_ARGUMENT",
                fcmError("INVALID_ARGUMENT"),
                badRequest("message.token"))),
        Arguments.of(400, error(400, "INVALID_ARGUMENT", badRequest("message.token"))),
        Arguments.of(
            400,
            error(
                400,
                "INVALID_ARGUMENT",
                badRequest("message.android", "message.token"),
                fcmError("INVALID_ARGUMENT"))));
  }

  @ParameterizedTest
  @MethodSource("tokensToForget")
  void tokensThatAreNoLongerValidAreToBeForgotten(int status, String body) {
    assertThat(outcomeOf(reply(status, body))).isInstanceOf(TokenInvalid.class);
  }

  static Stream<Arguments> badMessages() {
    return Stream.of(
        Arguments.of(
            400,
            error(
                400,
                "INVALID_ARGUMENT",
                fcmError("INVALID_ARGUMENT"),
                badRequest("message.android.ttl")),
            "400 INVALID_ARGUMENT in message.android.ttl"),
        Arguments.of(
            400,
            error(400, "INVALID_ARGUMENT", badRequest("message.data[0].value")),
            "400 INVALID_ARGUMENT in message.data[0].value"),
        Arguments.of(
            400,
            error(
                400,
                "INVALID_ARGUMENT",
                "{\"@type\": \"type.googleapis.com/google.rpc.BadRequest\"}",
                fcmError("INVALID_ARGUMENT")),
            "400 INVALID_ARGUMENT"),
        Arguments.of(400, error(400, "FAILED_PRECONDITION"), "400 FAILED_PRECONDITION"),
        Arguments.of(404, error(404, "NOT_FOUND"), "404 NOT_FOUND"),
        Arguments.of(
            404,
            error(404, "NOT_FOUND", fcmError("UNSPECIFIED_ERROR")),
            "404 NOT_FOUND UNSPECIFIED_ERROR"),
        Arguments.of(413, error(413, "INVALID_ARGUMENT"), "413 INVALID_ARGUMENT"));
  }

  @ParameterizedTest
  @MethodSource("badMessages")
  void aBadMessageIsNotTheTokensFault(int status, String body, String named) {
    assertThat(outcomeOf(reply(status, body)))
        .isEqualTo(new Rejected("FCM does not accept the message: " + named));
  }

  static Stream<Arguments> wrongCredentials() {
    return Stream.of(
        Arguments.of(401, error(401, "UNAUTHENTICATED", fcmError("THIRD_PARTY_AUTH_ERROR"))),
        Arguments.of(401, error(401, "UNAUTHENTICATED", fcmError("APNS_AUTH_ERROR"))),
        Arguments.of(403, error(403, "PERMISSION_DENIED")),
        Arguments.of(
            403,
            error(
                403,
                "PERMISSION_DENIED",
                "{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\"}")));
  }

  @ParameterizedTest
  @MethodSource("wrongCredentials")
  void wrongCredentialsAreOurFault(int status, String body) {
    assertThat(outcomeOf(reply(status, body))).isInstanceOf(Misconfigured.class);
    assertThat(google.sent()).hasSize(1);
  }

  static Stream<Arguments> passingTroubles() {
    String quota = error(429, "RESOURCE_EXHAUSTED", fcmError("QUOTA_EXCEEDED"));
    String unavailable = error(503, "UNAVAILABLE", fcmError("UNAVAILABLE"));
    String internal = error(500, "INTERNAL", fcmError("INTERNAL"));
    return Stream.of(
        Arguments.of(429, quota, "", 60),
        Arguments.of(429, quota, "7", 7),
        Arguments.of(429, quota, "Fri, 20 Nov 2026 12:02:00 GMT", 120),
        Arguments.of(429, quota, "nonsense", 60),
        Arguments.of(429, error(429, "RESOURCE_EXHAUSTED"), "", 60),
        Arguments.of(429, HTML, "", 60),
        Arguments.of(429, "", "90", 90),
        Arguments.of(503, unavailable, "", 10),
        Arguments.of(503, unavailable, "30", 30),
        Arguments.of(503, HTML, "45", 45),
        Arguments.of(503, "", "", 10),
        Arguments.of(500, internal, "", 10),
        Arguments.of(500, internal, "20", 20),
        Arguments.of(502, HTML, "", 10),
        Arguments.of(504, "", "", 10),
        Arguments.of(400, HTML, "", 10),
        Arguments.of(403, HTML, "", 10),
        Arguments.of(404, HTML, "", 10),
        Arguments.of(404, "", "", 10),
        Arguments.of(404, "[]", "", 10),
        Arguments.of(404, "{\"error\": \"not found\"}", "", 10),
        Arguments.of(302, "", "", 10),
        Arguments.of(200, HTML, "", 10),
        Arguments.of(200, "", "", 10),
        Arguments.of(200, "{}", "", 10),
        Arguments.of(200, "{\"name\": 5}", "", 10));
  }

  @ParameterizedTest
  @MethodSource("passingTroubles")
  void whatPassesIsTriedLater(int status, String body, String retryAfter, int seconds) {
    Map<String, String> headers =
        retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter);

    assertThat(outcomeOf(reply(status, body, headers)))
        .isInstanceOfSatisfying(
            TryLater.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", HTML, "{\"error\": {\"code\": 401, \"status\": \"UNAUTHENTICATED\"}}"})
  void anAccessTokenThatIsRefusedIsRenewedOnce(String body) {
    push.gateway().send(MESSAGE);
    google.nextSend(reply(401, body));

    assertThat(push.gateway().send(MESSAGE))
        .isEqualTo(new Accepted("projects/nomad-test/messages/3"));
    assertThat(google.tokenRequests()).hasSize(2);
    assertThat(google.sent().get(1).json()).isEqualTo(google.sent().get(2).json());
    assertThat(google.sent())
        .extracting(FakeGoogle.Sent::authorization)
        .containsExactly(
            "Bearer ya29.access-token-1",
            "Bearer ya29.access-token-1",
            "Bearer ya29.access-token-2");
  }

  @Test
  void anAccessTokenThatIsRefusedAgainIsOurFault() {
    google.nextSend(reply(401, error(401, "UNAUTHENTICATED")));
    google.nextSend(reply(401, error(401, "UNAUTHENTICATED")));

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Misconfigured.class);
    assertThat(google.sent()).hasSize(2);
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @Test
  void whoeverMeetsTheRefusedTokenSharesTheNewOne() throws Exception {
    push.gateway().send(MESSAGE);
    google.revokeAccessTokens();
    List<PushOutcome> outcomes = new ArrayList<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PushOutcome>> sends =
          Stream.generate(() -> senders.submit(() -> push.gateway().send(MESSAGE)))
              .limit(20)
              .toList();
      for (Future<PushOutcome> send : sends) {
        outcomes.add(send.get());
      }
    }

    assertThat(outcomes).hasSize(20).allMatch(Accepted.class::isInstance);
    assertThat(google.tokenRequests()).hasSizeLessThan(20);
  }

  @Test
  void anAnswerThatDoesNotComeEndsInTime() {
    open(google.settings().withLimits(SHORT, 10));
    google.nextSend(exchange -> {});

    assertThat(push.gateway().send(MESSAGE))
        .isEqualTo(
            new TryLater(Duration.ofSeconds(10), "FCM gave no answer: HttpTimeoutException"));
  }

  @Test
  void anAnswerThatStopsHalfWayEndsInTime() {
    open(google.settings().withLimits(SHORT, 10));
    google.nextSend(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"name\": ".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });

    assertThat(push.gateway().send(MESSAGE))
        .isEqualTo(
            new TryLater(Duration.ofSeconds(10), "FCM gave no answer: HttpTimeoutException"));
  }

  @Test
  void anAnswerOfAnySizeIsNotRead() {
    google.nextSend(reply(200, "{\"name\": \"" + "x".repeat(1 << 20) + "\"}"));

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(TryLater.class);
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @Test
  void aConnectionThatBreaksIsTriedLater() {
    google.nextSend(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.close();
        });

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(TryLater.class);
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @Test
  void nobodyListeningIsTriedLater() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    open(google.settings().withBaseUri(URI.create("http://127.0.0.1:" + closed)));

    assertThat(push.gateway().send(MESSAGE))
        .isEqualTo(new TryLater(Duration.ofSeconds(10), "FCM gave no answer: ConnectException"));
  }

  @Test
  void whatIsSentAfterClosingIsTriedLater() {
    push.gateway().send(MESSAGE);
    push.close();

    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(TryLater.class);
  }

  @Test
  void aSenderInterruptedWhileItWaitsGetsAnOutcomeAndStaysInterrupted() throws Exception {
    var arrived = new CountDownLatch(1);
    google.nextSend(exchange -> arrived.countDown());
    var outcome = new AtomicReference<PushOutcome>();
    var interrupted = new AtomicBoolean();
    Thread sender =
        Thread.ofPlatform()
            .start(
                () -> {
                  outcome.set(push.gateway().send(MESSAGE));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });

    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    sender.interrupt();
    sender.join();

    assertThat(outcome.get())
        .isEqualTo(
            new TryLater(Duration.ofSeconds(10), "FCM gave no answer: InterruptedIOException"));
    assertThat(interrupted).isTrue();
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @Test
  void aSenderInterruptedBeforeItsTurnGetsAnOutcomeAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    PushOutcome outcome = push.gateway().send(MESSAGE);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome)
        .isEqualTo(new TryLater(Duration.ofSeconds(10), "interrupted before the message was sent"));
    assertThat(google.sent()).isEmpty();
    assertThat(push.gateway().send(MESSAGE)).isInstanceOf(Accepted.class);
  }

  @Test
  void noMoreMessagesAreUnderWayThanAllowed() throws Exception {
    open(google.settings().withLimits(Duration.ofSeconds(20), 3));
    push.gateway().send(MESSAGE);
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    var arrived = new CountDownLatch(3);
    var answer = new CountDownLatch(1);
    for (int i = 0; i < 12; i++) {
      google.nextSend(
          exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            arrived.countDown();
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            underWay.decrementAndGet();
            reply(200, "{\"name\": \"projects/nomad-test/messages/1\"}").to(exchange);
          });
    }
    List<Thread> senders =
        Stream.generate(() -> Thread.ofPlatform().start(() -> push.gateway().send(MESSAGE)))
            .limit(12)
            .toList();

    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    while (!senders.stream().allMatch(FcmPushIT::waits)) {
      assertThat(Thread.interrupted()).as("out of time").isFalse();
      Thread.onSpinWait();
    }
    answer.countDown();
    for (Thread sender : senders) {
      sender.join();
    }

    assertThat(most).hasValue(3);
    assertThat(google.sent()).hasSize(13);
  }

  @Test
  void whoWaitsTooLongForItsTurnIsToldSo() throws Exception {
    open(google.settings().withLimits(SHORT, 1));
    push.gateway().send(MESSAGE);
    google.always(exchange -> {});
    List<PushOutcome> outcomes = new ArrayList<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      // The first has its turn; while the second has, the third has waited as long as it may.
      List<Future<PushOutcome>> sends =
          Stream.generate(() -> senders.submit(() -> push.gateway().send(MESSAGE)))
              .limit(3)
              .toList();
      for (Future<PushOutcome> send : sends) {
        outcomes.add(send.get());
      }
    }

    assertThat(outcomes)
        .contains(
            new TryLater(Duration.ofSeconds(10), "too many messages are under way to FCM"),
            new TryLater(Duration.ofSeconds(10), "FCM gave no answer: HttpTimeoutException"));
  }

  @Test
  void aMessageThatFcmWouldNotTakeIsNotSent() {
    PushMessage reserved = Messages.with(DeviceType.WEB, "Title", "Body", Map.of("from", "Jita"));

    assertThat(push.gateway().send(reserved))
        .isEqualTo(new Rejected("the data key from is reserved"));
    assertThat(google.sent()).isEmpty();
    assertThat(google.tokenRequests()).isEmpty();
  }

  private PushOutcome outcomeOf(Reply reply) {
    google.nextSend(reply);
    return push.gateway().send(MESSAGE);
  }

  private void open(FcmSettings settings) {
    push.close();
    push = FcmPush.open(settings, CLOCK);
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }
}
