package dev.evenomad.push.fcm;

import static dev.evenomad.push.fcm.Messages.NOW;
import static dev.evenomad.push.sending.Reply.reply;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.notification.PushOutcome.Misconfigured;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.testkit.time.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The file of the service account changes while messages are sent. */
@Timeout(60)
final class RotationIT {
  private static final PushMessage MESSAGE = Messages.to(DeviceType.ANDROID);
  private static final String OLD = FakeGoogle.KEY_ID;
  private static final String NEW = "fedcba9876543210";
  private static final KeyPair NEW_KEY = FakeGoogle.rsa();
  private static final Duration A_WHILE = Duration.ofSeconds(6);

  @TempDir private Path folder;

  private final SettableClock clock = SettableClock.at(NOW);
  private final FakeGoogle google = new FakeGoogle();
  private final URI tokenUri = google.uri().resolve("/token");
  private final ch.qos.logback.classic.Logger logger =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Senders.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setLevel(null);
    google.close();
  }

  @Test
  void aNewKeyIsUsedWithoutARestart() throws IOException {
    google.accept(OLD, NEW);
    try (FcmPush push = open()) {
      assertThat(send(push)).isInstanceOf(Accepted.class);
      replaceBy(NEW, NEW_KEY, "nomad-test");

      assertThat(send(push)).isInstanceOf(Accepted.class);
      clock.advance(A_WHILE);
      assertThat(send(push)).isInstanceOf(Accepted.class);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(OLD, OLD, NEW);
    assertThat(log.list)
        .map(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Push is sent as "
                + FakeGoogle.CLIENT_EMAIL
                + " for the project nomad-test from now on");
  }

  @Test
  void noMessageFailsWhileTheKeyIsRotated() throws Exception {
    google.accept(OLD, NEW);
    var rotated = new AtomicBoolean();
    var underWay = new CountDownLatch(50);
    try (FcmPush push = open();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<PushOutcome>> sender =
          () -> {
            List<PushOutcome> outcomes = new ArrayList<>();
            while (!rotated.get()) {
              outcomes.add(send(push));
              underWay.countDown();
            }
            outcomes.add(send(push));
            return outcomes;
          };
      List<Future<List<PushOutcome>>> results =
          IntStream.range(0, 8).mapToObj(i -> senders.submit(sender)).toList();
      assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
      replaceBy(NEW, NEW_KEY, "nomad-test");
      // As when the old key is deleted in the console: the file is looked at because of that.
      google.accept(NEW);
      assertThat(send(push)).isInstanceOf(Accepted.class);
      rotated.set(true);

      for (Future<List<PushOutcome>> result : results) {
        assertThat(result.get()).isNotEmpty().allMatch(Accepted.class::isInstance);
      }
    }

    assertThat(google.keyOf(google.sent().getFirst())).isEqualTo(OLD);
    assertThat(google.keyOf(google.sent().getLast())).isEqualTo(NEW);
  }

  @Test
  void aKeyThatGoogleRefusesIsReplacedAtOnce() throws IOException {
    google.accept(NEW);
    try (FcmPush push = open()) {
      assertThat(send(push)).isInstanceOf(Misconfigured.class);
      replaceBy(NEW, NEW_KEY, "nomad-test");

      assertThat(send(push)).isInstanceOf(Accepted.class);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(NEW);
  }

  @Test
  void theProjectChangesWithTheFile() throws IOException {
    google.accept(OLD, NEW);
    try (FcmPush push = open()) {
      replaceBy(NEW, NEW_KEY, "another");
      send(push);
    }

    assertThat(google.sent())
        .map(FakeGoogle.Sent::path)
        .containsExactly("/v1/projects/another/messages:send");
  }

  @Test
  void aProjectThatWasSetStays() throws IOException {
    google.accept(OLD, NEW);
    FcmSettings settings = FcmSettings.fromFile(write(OLD, FakeGoogle.KEY, "nomad-test"));
    try (FcmPush push =
        FcmPush.open(settings.withBaseUri(google.uri()).withProjectId("set"), clock)) {
      replaceBy(NEW, NEW_KEY, "another");
      send(push);
    }

    assertThat(google.sent())
        .map(FakeGoogle.Sent::path)
        .containsExactly("/v1/projects/set/messages:send");
    assertThat(google.keyOf(google.sent().getFirst())).isEqualTo(NEW);
  }

  @Test
  void aBrokenFileChangesNothingAndIsToldOnce() throws IOException {
    google.accept(OLD, NEW);
    try (FcmPush push = open()) {
      Files.writeString(file(), "{\"type\": \"service_account\", \"private_key\": \"secret");
      assertThat(sendNowAndThen(push, 4)).allMatch(Accepted.class::isInstance);
      assertTold("it is not JSON", "create a key for it in the Firebase console");

      replaceBy(NEW, NEW_KEY, "nomad-test");
      clock.advance(A_WHILE);
      assertThat(send(push)).isInstanceOf(Accepted.class);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(OLD, OLD, OLD, OLD, NEW);
  }

  @Test
  void aDeletedFileChangesNothingAndIsToldOnce() throws IOException {
    try (FcmPush push = open()) {
      Files.delete(file());
      assertThat(sendNowAndThen(push, 4)).allMatch(Accepted.class::isInstance);
      assertTold(file().toString(), "see that it is there");

      replaceBy(OLD, FakeGoogle.KEY, "nomad-test");
      assertThat(sendNowAndThen(push, 2)).allMatch(Accepted.class::isInstance);
      Files.delete(file());
      assertThat(sendNowAndThen(push, 2)).allMatch(Accepted.class::isInstance);
    }

    assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN).hasSize(2);
  }

  @Test
  void aNewKeyThatGoogleDoesNotKnowYetWaits() throws IOException {
    try (FcmPush push = open()) {
      replaceBy(NEW, NEW_KEY, "nomad-test");
      assertThat(sendNowAndThen(push, 4)).allMatch(Accepted.class::isInstance);
      assertTold("400 invalid_grant", "put a key into the file " + file());

      google.accept(OLD, NEW);
      clock.advance(A_WHILE);
      assertThat(send(push)).isInstanceOf(Accepted.class);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(OLD, OLD, OLD, OLD, NEW);
  }

  @Test
  void anOutageOfTheTokenEndpointIsNoReasonToComplain() throws IOException {
    google.accept(OLD, NEW);
    try (FcmPush push = open()) {
      send(push);
      replaceBy(NEW, NEW_KEY, "nomad-test");
      google.nextToken(reply(503, ""));
      assertThat(sendNowAndThen(push, 3)).allMatch(Accepted.class::isInstance);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(OLD, OLD, NEW, NEW);
    assertThat(log.list).noneMatch(event -> event.getLevel() == Level.WARN);
  }

  @Test
  void theFileIsReadEveryFewSecondsAndNotForEveryMessage() throws IOException {
    google.accept(OLD, NEW);
    try (FcmPush push = open()) {
      send(push);
      replaceBy(NEW, NEW_KEY, "nomad-test");
      clock.advance(Duration.ofSeconds(4));
      send(push);
      clock.advance(Duration.ofSeconds(1));
      send(push);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(OLD, OLD, NEW);
  }

  @Test
  void aClockThatWasPutBackDoesNotPutTheReadingOff() throws IOException {
    google.accept(OLD, NEW);
    try (FcmPush push = open()) {
      send(push);
      replaceBy(NEW, NEW_KEY, "nomad-test");
      clock.advance(Duration.ofDays(-1));
      send(push);
    }

    assertThat(google.sent()).map(google::keyOf).containsExactly(OLD, NEW);
  }

  @Test
  void whoeverIsRefusedWhileTheFileIsTheSameIsOurFault() throws IOException {
    google.accept();
    try (FcmPush push = open()) {
      assertThat(send(push)).isInstanceOf(Misconfigured.class);
      assertThat(send(push)).isInstanceOf(Misconfigured.class);
    }

    assertThat(google.sent()).isEmpty();
    assertThat(log.list).isEmpty();
  }

  private FcmPush open() throws IOException {
    FcmSettings settings = FcmSettings.fromFile(write(OLD, FakeGoogle.KEY, "nomad-test"));
    return FcmPush.open(settings.withBaseUri(google.uri()), clock);
  }

  private static PushOutcome send(FcmPush push) {
    return push.gateway().send(MESSAGE);
  }

  private List<PushOutcome> sendNowAndThen(FcmPush push, int messages) {
    return IntStream.range(0, messages)
        .mapToObj(
            i -> {
              clock.advance(A_WHILE);
              return send(push);
            })
        .toList();
  }

  private void assertTold(String cause, String cure) {
    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage())
                  .contains(cause, cure)
                  .doesNotContain("secret");
              assertThat(event.getThrowableProxy()).isNull();
            });
  }

  private Path file() {
    return folder.resolve("account.json");
  }

  private Path write(String keyId, KeyPair key, String project) throws IOException {
    return Files.writeString(file(), FakeGoogle.serviceAccount(tokenUri, project, keyId, key));
  }

  /** As secrets are replaced where nobody may see half of one. */
  private void replaceBy(String keyId, KeyPair key, String project) throws IOException {
    Path next = folder.resolve("next.json");
    Files.writeString(next, FakeGoogle.serviceAccount(tokenUri, project, keyId, key));
    Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
