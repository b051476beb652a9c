package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SyncStateTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Instant FRESH_UNTIL = NOW.plusSeconds(60);
  private static final Instant POLL = NOW.plusSeconds(600);
  private static final Instant EVENT = NOW.plusSeconds(300);
  private static final Map<String, ETag> ETAGS = Map.of("queue", new ETag("\"1\""));
  private static final SyncState START = SyncState.start(new CharacterId(1), SyncKind.SKILLS, NOW);
  private static final SyncState READ =
      START.read(NOW, FRESH_UNTIL, POLL, Optional.of(EVENT), ETAGS);

  @Test
  void isDueAtOnceAndHasToldNothing() {
    assertThat(START.nextDue()).contains(NOW);
    assertThat(START.pollDue(NOW)).isTrue();
    assertThat(START.pollDue(NOW.minusNanos(1))).isFalse();
    assertThat(START.lastSuccess()).isEmpty();
    assertThat(START.detectedUntil()).isEmpty();
    assertThat(START.etags()).isEmpty();
  }

  @Test
  void isDueAtTheNextPollOrTheNextEventWhicheverComesFirst() {
    assertThat(READ.nextDue()).contains(EVENT);
    assertThat(READ.pollDue(EVENT)).isFalse();
    assertThat(READ.pollDue(POLL)).isTrue();
    assertThat(READ.told(EVENT, Optional.empty()).nextDue()).contains(POLL);
    assertThat(READ.told(EVENT, Optional.of(POLL.plusSeconds(1))).nextDue()).contains(POLL);
    assertThat(READ.parked().nextDue()).contains(EVENT);
    assertThat(READ.parked().told(EVENT, Optional.empty()).nextDue()).isEmpty();
  }

  @Test
  void forgetsFailuresOnceEsiAnswers() {
    SyncState failed = START.failed(POLL).failed(POLL);
    assertThat(failed.failures()).isEqualTo(2);
    assertThat(failed.nextPoll()).contains(POLL);

    SyncState read = failed.read(NOW, FRESH_UNTIL, POLL, Optional.of(EVENT), ETAGS);

    assertThat(read).isEqualTo(READ);
    assertThat(read.failures()).isZero();
    assertThat(read.lastSuccess()).contains(NOW);
    assertThat(read.detectedUntil()).contains(NOW);
    assertThat(read.etags()).isEqualTo(ETAGS);
  }

  @Test
  void keepsWhatItKnowsWhenAReadingFails() {
    for (SyncState state :
        new SyncState[] {READ.failed(POLL), READ.postponed(POLL), READ.parked()}) {
      assertThat(state.nextEvent()).contains(EVENT);
      assertThat(state.lastSuccess()).contains(NOW);
      assertThat(state.detectedUntil()).contains(NOW);
      assertThat(state.etags()).isEqualTo(ETAGS);
    }
    assertThat(READ.failed(POLL).failures()).isEqualTo(1);
    assertThat(READ.postponed(POLL)).as("nobody's failure").isEqualTo(READ);
  }

  @Test
  void doesNotTakeBackWhatWasTold() {
    Instant told = NOW.plusSeconds(5);

    SyncState state = READ.told(told, Optional.empty());

    assertThat(state.detectedUntil()).contains(told);
    assertThat(state.told(NOW, Optional.empty()).detectedUntil()).contains(told);
    assertThat(state.read(NOW, FRESH_UNTIL, POLL, Optional.empty(), ETAGS).detectedUntil())
        .as("read by a server whose clock is slow")
        .contains(told);
  }

  @Test
  void isReadWhenWantedAsSoonAsEsiAllows() {
    assertThat(READ.wanted(NOW).nextPoll()).contains(FRESH_UNTIL);
    assertThat(READ.wanted(FRESH_UNTIL).nextPoll()).contains(FRESH_UNTIL);
    assertThat(READ.wanted(FRESH_UNTIL.plusSeconds(1)).nextPoll())
        .contains(FRESH_UNTIL.plusSeconds(1));
    assertThat(READ.wanted(POLL.plusSeconds(1)).nextPoll()).as("it was due before").contains(POLL);
    assertThat(READ.parked().wanted(NOW).nextPoll()).contains(FRESH_UNTIL);
    assertThat(START.parked().wanted(NOW).nextPoll()).contains(NOW);
  }

  @Test
  void isStaleOnceItIsOverdueOrFailedOrParked() {
    Instant overdue = POLL.plus(Duration.ofMinutes(2));

    assertThat(READ.staleAt(NOW)).isFalse();
    assertThat(READ.staleAt(overdue.minusNanos(1))).isFalse();
    assertThat(READ.staleAt(overdue)).isTrue();
    assertThat(READ.failed(POLL).staleAt(NOW)).isTrue();
    assertThat(READ.parked().staleAt(NOW)).isTrue();
  }

  @Test
  void countsFailuresFromZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SyncState(
                    new CharacterId(1),
                    SyncKind.SKILLS,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    -1,
                    false,
                    0));
  }
}
