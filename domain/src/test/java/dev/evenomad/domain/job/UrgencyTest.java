package dev.evenomad.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UrgencyTest {

  private static final CharacterId CHARACTER = new CharacterId(2112000001L);

  @Test
  void isHigherForWhatIsMoreUrgent() {
    assertThat(Urgency.values())
        .isSortedAccordingTo(Comparator.comparingInt(Urgency::priority))
        .containsExactly(
            Urgency.CHORE, Urgency.ROUTINE, Urgency.REQUEST, Urgency.EVENT, Urgency.ALERT);
    assertThat(Urgency.ROUTINE.priority()).as("normal").isZero();
  }

  @Test
  void dependsOnTheWork() {
    assertThat(Urgency.of(new DueWork.Sync(CHARACTER, SyncKind.MAIL))).isEqualTo(Urgency.ROUTINE);
    assertThat(Urgency.of(new DueWork.Housekeeping(DueWork.Chore.STALE_CACHE)))
        .isEqualTo(Urgency.CHORE);
    assertThat(Urgency.of(new DueWork.RunJob(new JobId("j"), JobType.PUSH_DELIVERY)))
        .isEqualTo(Urgency.ALERT);
    for (SyncKind kind : SyncKind.values()) {
      assertThat(JobType.of(kind).urgency()).isEqualTo(Urgency.REQUEST);
    }
  }

  @Test
  void isThePriorityOfAJob() {
    Job push =
        Job.pending(
            new JobId("j"),
            JobType.PUSH_DELIVERY,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH);

    assertThat(push.priority()).isEqualTo(Urgency.ALERT.priority());
    assertThat(push.urgent(Urgency.ROUTINE).priority()).isZero();
  }

  @Test
  void everyTypeIsTriedAgainWithinItsPatience() {
    assertThat(Arrays.stream(JobType.values()))
        .allSatisfy(
            type -> {
              assertThat(type.backoff().first()).isPositive();
              assertThat(type.patience()).isGreaterThanOrEqualTo(type.backoff().longest());
            });
  }
}
