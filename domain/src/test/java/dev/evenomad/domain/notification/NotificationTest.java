package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class NotificationTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Instant SENT_AT = NOW.plusSeconds(1);
  private static final Instant READ_AT = NOW.plusSeconds(2);
  private static final Instant TOO_LATE = NOW.plusSeconds(3);
  private static final Notification PENDING =
      Notification.pending(
          new NotificationId("id"),
          new UserId("user"),
          Optional.of(new CharacterId(1)),
          NotificationKind.SKILL_COMPLETE,
          new AlertText("Title", "Body"),
          JsonObject.ofStrings(Map.of("type", "skill_complete")),
          new DedupKey("key"),
          NOW);
  private static final Notification SENT = PENDING.sent(SENT_AT);
  private static final Notification READ = SENT.read(READ_AT);
  private static final Notification FAILED = PENDING.failed("refused");

  @Test
  void waitsToBeSent() {
    assertThat(PENDING.status()).isEqualTo(NotificationStatus.PENDING);
    assertThat(PENDING.title()).isEqualTo("Title");
    assertThat(PENDING.body()).isEqualTo("Body");
    assertThat(PENDING.readable()).isFalse();
  }

  @Test
  void isSentOnceAndStaysSent() {
    assertThat(SENT.status()).isEqualTo(NotificationStatus.SENT);
    assertThat(SENT.sentAt()).contains(SENT_AT);
    assertThat(SENT.readable()).isTrue();
    assertThat(SENT.sent(TOO_LATE)).isSameAs(SENT);
    assertThat(READ.sent(TOO_LATE)).isSameAs(READ);
  }

  @Test
  void isReadOnceAndStaysRead() {
    assertThat(READ.status()).isEqualTo(NotificationStatus.READ);
    assertThat(READ.sentAt()).contains(SENT_AT);
    assertThat(READ.readAt()).contains(READ_AT);
    assertThat(READ.readable()).isTrue();
    assertThat(READ.read(TOO_LATE)).isSameAs(READ);
  }

  @Test
  void fails() {
    assertThat(FAILED.status()).isEqualTo(NotificationStatus.FAILED);
    assertThat(FAILED.error()).contains("refused");
    assertThat(FAILED.readable()).isFalse();
  }

  @Test
  void refusesEveryOtherStep() {
    assertRefused(FAILED, notification -> notification.sent(NOW));
    for (Notification unsent : List.of(PENDING, FAILED)) {
      assertRefused(unsent, notification -> notification.read(NOW));
    }
    for (Notification over : List.of(SENT, READ, FAILED)) {
      assertRefused(over, notification -> notification.failed("refused"));
    }
  }

  @Test
  void refusesTimesAndErrorsThatDoNotFitItsStatus() {
    Optional<Instant> at = Optional.of(NOW);
    Optional<String> error = Optional.of("refused");
    Optional<Instant> never = Optional.empty();
    Optional<String> fine = Optional.empty();
    assertInconsistent(NotificationStatus.PENDING, at, never, fine);
    assertInconsistent(NotificationStatus.PENDING, never, at, fine);
    assertInconsistent(NotificationStatus.PENDING, never, never, error);
    assertInconsistent(NotificationStatus.SENT, never, never, fine);
    assertInconsistent(NotificationStatus.SENT, at, at, fine);
    assertInconsistent(NotificationStatus.SENT, at, never, error);
    assertInconsistent(NotificationStatus.READ, at, never, fine);
    assertInconsistent(NotificationStatus.READ, never, at, fine);
    assertInconsistent(NotificationStatus.READ, at, at, error);
    assertInconsistent(NotificationStatus.FAILED, never, never, fine);
    assertInconsistent(NotificationStatus.FAILED, at, never, error);
    assertInconsistent(NotificationStatus.FAILED, never, at, error);
  }

  @Test
  void refusesTextsThatCannotBeStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PENDING.failed("refused\0"))
        .withMessageContaining("error of a notification");
    for (AlertText text : List.of(new AlertText("\0", ""), new AlertText("Title", "\ud83d"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Notification.pending(
                      PENDING.id(),
                      PENDING.user(),
                      Optional.empty(),
                      NotificationKind.TEST,
                      text,
                      JsonObject.EMPTY,
                      PENDING.dedupKey(),
                      NOW))
          .withMessageContaining("of a notification");
    }
  }

  @Test
  void refusesABlankTitle() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AlertText(" ", "Body"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                of(
                    " ",
                    NotificationStatus.PENDING,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  @Test
  void isKnownOutsideByItsCodes() {
    for (NotificationStatus status : NotificationStatus.values()) {
      assertThat(NotificationStatus.ofCode(status.code())).contains(status);
    }
    for (NotificationKind kind : NotificationKind.values()) {
      assertThat(NotificationKind.ofCode(kind.code())).contains(kind);
    }
    assertThat(NotificationKind.SKILL_COMPLETE.code()).isEqualTo("skill_complete");
    assertThat(NotificationStatus.ofCode("SENT")).isEmpty();
    assertThat(NotificationKind.ofCode("")).isEmpty();
  }

  @Property
  void neverGoesBack(@ForAll("steps") List<Step> steps) {
    Notification notification = PENDING;
    for (Step step : steps) {
      Notification before = notification;
      try {
        notification = step.on(notification);
      } catch (IllegalStateException refused) {
        assertThat(step.leadsFrom(before.status())).isFalse();
        continue;
      }
      assertThat(step.leadsFrom(before.status())).isTrue();
      assertThat(notification.status()).isGreaterThanOrEqualTo(before.status());
      if (before.sentAt().isPresent()) {
        assertThat(notification.sentAt()).isEqualTo(before.sentAt());
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.of(Step.values()).list().ofMaxSize(8);
  }

  enum Step {
    SEND,
    READ,
    FAIL;

    Notification on(Notification notification) {
      return switch (this) {
        case SEND -> notification.sent(SENT_AT);
        case READ -> notification.read(READ_AT);
        case FAIL -> notification.failed("refused");
      };
    }

    boolean leadsFrom(NotificationStatus status) {
      return switch (this) {
        case SEND -> status != NotificationStatus.FAILED;
        case READ -> status == NotificationStatus.SENT || status == NotificationStatus.READ;
        case FAIL -> status == NotificationStatus.PENDING;
      };
    }
  }

  private static void assertRefused(Notification notification, UnaryOperator<Notification> step) {
    assertThatIllegalStateException()
        .isThrownBy(() -> step.apply(notification))
        .withMessageContaining(
            "notification id is " + notification.status().code() + " and cannot become");
  }

  private static void assertInconsistent(
      NotificationStatus status,
      Optional<Instant> sentAt,
      Optional<Instant> readAt,
      Optional<String> error) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("Title", status, sentAt, readAt, error))
        .withMessageContaining("do not fit its status");
  }

  private static Notification of(
      String title,
      NotificationStatus status,
      Optional<Instant> sentAt,
      Optional<Instant> readAt,
      Optional<String> error) {
    return new Notification(
        PENDING.id(),
        PENDING.user(),
        PENDING.character(),
        PENDING.kind(),
        title,
        PENDING.body(),
        PENDING.data(),
        status,
        sentAt,
        readAt,
        error,
        PENDING.dedupKey(),
        PENDING.createdAt(),
        0);
  }
}
