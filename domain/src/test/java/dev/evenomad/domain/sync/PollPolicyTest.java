package dev.evenomad.domain.sync;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class PollPolicyTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final PollPolicy POLICY = PollPolicy.DEFAULT;

  @Property
  void readsAfterTheIntervalButNeverBeforeEsiAllows(
      @ForAll @LongRange(min = 1) long character,
      @ForAll SyncKind kind,
      @ForAll @IntRange(min = 1, max = 60) int minutes,
      @ForAll @LongRange(min = -1_000, max = 100_000) long freshSeconds) {
    Duration interval = Duration.ofMinutes(minutes);
    Instant freshUntil = NOW.plusSeconds(freshSeconds);
    Instant earliest = freshUntil.isAfter(NOW.plus(interval)) ? freshUntil : NOW.plus(interval);

    assertThat(POLICY.nextPoll(new CharacterId(character), kind, interval, NOW, freshUntil))
        .isBetween(earliest, earliest.plus(interval.dividedBy(10)))
        .isEqualTo(POLICY.nextPoll(new CharacterId(character), kind, interval, NOW, freshUntil));
  }

  @Property
  void triesAgainEverMoreSlowlyUpToALimit(
      @ForAll @LongRange(min = 1) long id, @ForAll @IntRange(max = 100) int failures) {
    CharacterId character = new CharacterId(id);
    Instant retry = POLICY.retryAt(character, SyncKind.SKILLS, failures, NOW);

    assertThat(retry)
        .isBetween(NOW.plusSeconds(30), NOW.plus(Duration.ofMinutes(66)))
        .isBeforeOrEqualTo(POLICY.retryAt(character, SyncKind.SKILLS, failures + 1, NOW));
  }

  @Test
  void doublesTheWaitWithEachFailure() {
    CharacterId character = new CharacterId(2112000001L);
    Duration first = Duration.between(NOW, POLICY.retryAt(character, SyncKind.SKILLS, 1, NOW));
    Duration second = Duration.between(NOW, POLICY.retryAt(character, SyncKind.SKILLS, 2, NOW));
    Duration third = Duration.between(NOW, POLICY.retryAt(character, SyncKind.SKILLS, 3, NOW));

    assertThat(first).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    assertThat(second).isEqualTo(first.multipliedBy(2));
    assertThat(third).isEqualTo(first.multipliedBy(4));
    assertThat(POLICY.retryAt(character, SyncKind.SKILLS, Integer.MAX_VALUE, NOW))
        .isEqualTo(POLICY.retryAt(character, SyncKind.SKILLS, 100, NOW));
  }

  @Test
  void spreadsCharactersThatWereReadTogether() {
    long moments =
        LongStream.range(2112000000L, 2112001000L)
            .mapToObj(
                id ->
                    POLICY.nextPoll(
                        new CharacterId(id), SyncKind.SKILLS, TEN_MINUTES, NOW, Instant.MIN))
            .distinct()
            .count();

    assertThat(moments).as("of the thousand that there are").isGreaterThan(500);
  }

  @Test
  void spreadsWhatADowntimeKeptWaiting() {
    Instant end = NOW.plus(Duration.ofMinutes(30));
    List<Instant> resumed =
        LongStream.range(2112000000L, 2112010000L)
            .mapToObj(
                id -> POLICY.resumeAt(new CharacterId(id), SyncKind.SKILLS, TEN_MINUTES, NOW, end))
            .toList();

    Map<Long, Long> perMinute =
        resumed.stream()
            .collect(groupingBy(at -> Duration.between(end, at).toMinutes(), counting()));
    assertThat(perMinute.keySet())
        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(perMinute.values()).allSatisfy(some -> assertThat(some).isBetween(900L, 1100L));
  }

  @Property
  void waitsAtMostAsLongAgainAsItWasAskedTo(
      @ForAll @LongRange(min = 1) long character,
      @ForAll SyncKind kind,
      @ForAll @LongRange(min = -100, max = 100_000) long seconds) {
    Instant until = NOW.plusSeconds(seconds);

    assertThat(POLICY.resumeAt(new CharacterId(character), kind, Duration.ofMinutes(2), NOW, until))
        .isBetween(until, until.plusSeconds(Math.max(seconds, 0)));
  }

  @Test
  void spreadsTheKindsOfACharacter() {
    CharacterId character = new CharacterId(2112000001L);

    assertThat(
            Arrays.stream(SyncKind.values())
                .map(kind -> POLICY.nextPoll(character, kind, TEN_MINUTES, NOW, Instant.MIN))
                .distinct())
        .hasSizeGreaterThan(2);
  }
}
