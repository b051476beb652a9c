package dev.evenomad.push.web;

import static dev.evenomad.push.sending.Reply.reply;
import static dev.evenomad.push.web.FakePushService.KEY;
import static dev.evenomad.push.web.FakePushService.NOW;
import static dev.evenomad.push.web.FakePushService.alert;
import static dev.evenomad.push.web.FakePushService.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import dev.evenomad.domain.notification.PushOutcome.TryLater;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class WebPushIT {
  private static final String HTML = "<!DOCTYPE html><html><title>Error</title></html>";

  private final FakePushService service = new FakePushService();
  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final InstantSource clock = time::get;
  private WebPush push = WebPush.open(service.settings(), clock);

  @AfterEach
  void close() {
    push.close();
    service.close();
  }

  @Test
  void whatIsPostedIsWhatTheProtocolsAskFor() {
    PushToken token = service.subscribe();

    assertThat(push.gateway().send(alert(token)))
        .isEqualTo(new Accepted(service.origin() + "/message/1"));

    FakePushService.Posted posted = service.posted().getFirst();
    assertThat(posted.method()).isEqualTo("POST");
    assertThat(posted.path()).isEqualTo(Subscription.parse(token).endpoint().getPath());
    assertThat(posted.headers().getFirst("TTL")).isEqualTo("86400");
    assertThat(posted.headers().getFirst("Urgency")).isEqualTo("high");
    assertThat(posted.headers().getFirst("Topic")).matches("[A-Za-z0-9_-]{32}");
    assertThat(posted.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
    assertThat(posted.headers().getFirst("Authorization"))
        .matches("vapid t=[^.]+\\.[^.]+\\.[^.]+, ?k=" + KEY.publicKey());
    assertThat(posted.body()).doesNotContain("Gunnery");
  }

  @Test
  void aBodyThatWouldBeTooLongIsCutToWhatEveryPushServiceTakes() {
    push.gateway().send(alert(service.subscribe(), "Mail", "é".repeat(5000), "mail:1"));

    assertThat(service.posted().getFirst().body()).hasSizeBetween(4090, 4096);
    assertThat(service.posted().getFirst().headers().getFirst("Topic")).hasSize(32);
  }

  @Test
  void aSignatureIsUsedForAnHour() {
    String first = authorizationOfNext();

    time.set(NOW.plus(Duration.ofMinutes(59)));
    assertThat(authorizationOfNext()).isEqualTo(first);
    time.set(NOW.plus(Duration.ofMinutes(60)));
    assertThat(authorizationOfNext()).isNotEqualTo(first);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(200, "", Accepted.class),
        Arguments.of(201, "", Accepted.class),
        Arguments.of(202, "", Accepted.class),
        Arguments.of(404, "", TokenInvalid.class),
        Arguments.of(410, "", TokenInvalid.class),
        Arguments.of(400, "invalid topic", Rejected.class),
        Arguments.of(413, "", Rejected.class),
        Arguments.of(405, HTML, Rejected.class),
        Arguments.of(400, "UnauthorizedRegistration", Misconfigured.class),
        Arguments.of(400, "{\"reason\":\"VapidPkHashMismatch\"}", Misconfigured.class),
        Arguments.of(401, "", Misconfigured.class),
        Arguments.of(403, "", Misconfigured.class));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerDecides(int status, String body, Class<? extends PushOutcome> outcome) {
    service.always(reply(status, body, Map.of()));

    assertThat(push.gateway().send(alert(service.subscribe()))).isInstanceOf(outcome);
    assertThat(service.posted()).hasSize(1);
  }

  static Stream<Arguments> passingTroubles() {
    return Stream.of(
        Arguments.of(429, "", 60),
        Arguments.of(429, "7", 7),
        Arguments.of(429, "Fri, 20 Nov 2026 12:02:00 GMT", 120),
        Arguments.of(503, "30", 30),
        Arguments.of(503, "", 10),
        Arguments.of(500, "", 10),
        Arguments.of(502, "nonsense", 10),
        Arguments.of(302, "", 10));
  }

  @ParameterizedTest
  @MethodSource("passingTroubles")
  void whatPassesIsTriedLater(int status, String retryAfter, int seconds) {
    Map<String, String> headers =
        retryAfter.isEmpty()
            ? Map.of("Location", service.origin() + "/elsewhere")
            : Map.of("Retry-After", retryAfter);
    service.always(reply(status, HTML, headers));

    assertThat(push.gateway().send(alert(service.subscribe())))
        .isEqualTo(
            new TryLater(Duration.ofSeconds(seconds), "the push service answered " + status));
    assertThat(service.posted()).as("no redirect is followed").hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotComeEndsInTime() {
    open(service.settings().withLimits(Duration.ofMillis(250), 10));
    service.always(exchange -> {});

    assertThat(push.gateway().send(alert(service.subscribe())))
        .isEqualTo(
            new TryLater(
                Duration.ofSeconds(10), "the push service gave no answer: HttpTimeoutException"));
  }

  @Test
  void anAnswerOfAnySizeIsNotRead() {
    service.always(reply(201, "x".repeat(1 << 20), Map.of()));

    assertThat(push.gateway().send(alert(service.subscribe()))).isInstanceOf(TryLater.class);
  }

  @Test
  void aNameThatIsNoneIsNotKept() {
    service.always(reply(201, "", Map.of("Location", "x".repeat(501))));

    assertThat(push.gateway().send(alert(service.subscribe()))).isEqualTo(new Accepted("unnamed"));
  }

  @Test
  void aClosingIsNotSentBecauseBrowsersShowEveryPush() {
    PushMessage closing =
        new PushMessage(
            service.subscribe(),
            DeviceType.WEB,
            new Content.Closing(),
            Map.of("notificationIds", "a,b"),
            "closing",
            Duration.ofHours(1),
            0);

    assertThat(push.gateway().send(closing)).isEqualTo(new Rejected("browsers show every push"));
    assertThat(service.posted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://push.example.org:%d/x",
        "https://someone@push.example.org/x",
        "ftp://push.example.org/x",
        "/x"
      })
  void anEndpointThatCannotBePublicIsNoSubscription(String endpoint) {
    int port = service.origin().getPort();
    open(service.settings().trusting(Set.of()));

    PushOutcome outcome = push.gateway().send(alert(subscription(endpoint.formatted(port))));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TokenInvalid.class, invalid -> assertThat(invalid.why()).doesNotContain("/x"));
    assertThat(service.posted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost/x", "https://private.example.org/x"})
  void anAddressThatIsNotPublicIsNotReachedButMayBeTheNetworksFault(String endpoint) {
    open(service.settings().trusting(Set.of()));

    assertThat(push.gateway().send(alert(subscription(endpoint))))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.why()).contains("nor a trusted one").doesNotContain("/x"));
  }

  @Test
  void aHostThatIsNotKnownNowIsTriedLater() {
    open(service.settings());

    PushOutcome outcome = push.gateway().send(alert(subscription("https://unknown.example.org/x")));

    assertThat(outcome).isInstanceOf(TryLater.class);
  }

  private String authorizationOfNext() {
    assertThat(push.gateway().send(alert(service.subscribe()))).isInstanceOf(Accepted.class);
    return service.posted().getLast().headers().getFirst("Authorization");
  }

  private void open(WebPushSettings settings) {
    push.close();
    push = new WebPush(settings, clock, HttpClient.newHttpClient(), WebPushIT::resolve);
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    return switch (host) {
      case "localhost" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
      case "private.example.org" ->
          new InetAddress[] {
            InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.7")
          };
      case "push.example.org" -> new InetAddress[] {InetAddress.getByName("93.184.216.34")};
      default -> throw new UnknownHostException();
    };
  }
}
