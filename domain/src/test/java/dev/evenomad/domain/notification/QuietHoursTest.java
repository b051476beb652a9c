package dev.evenomad.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class QuietHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final QuietHours NIGHT = hours("22:00", "07:00", BERLIN);
  private static final QuietHours LUNCH = hours("12:00", "13:00", BERLIN);

  @Test
  void letAlertsThroughOutsideOfThem() {
    assertThat(NIGHT.pushAt(at("2026-09-01T21:59:59+02:00")))
        .isEqualTo(at("2026-09-01T21:59:59+02:00"));
    assertThat(NIGHT.pushAt(at("2026-09-01T07:00:00+02:00")))
        .isEqualTo(at("2026-09-01T07:00:00+02:00"));
    assertThat(LUNCH.pushAt(at("2026-09-01T13:00:00+02:00")))
        .isEqualTo(at("2026-09-01T13:00:00+02:00"));
  }

  @Test
  void holdAlertsBackUntilTheirEnd() {
    assertThat(LUNCH.pushAt(at("2026-09-01T12:00:00+02:00")))
        .isEqualTo(at("2026-09-01T13:00:00+02:00"));
    assertThat(LUNCH.pushAt(at("2026-09-01T12:59:59+02:00")))
        .isEqualTo(at("2026-09-01T13:00:00+02:00"));
  }

  @Test
  void reachOverMidnight() {
    Instant end = at("2026-09-02T07:00:00+02:00");

    assertThat(NIGHT.pushAt(at("2026-09-01T22:00:00+02:00"))).isEqualTo(end);
    assertThat(NIGHT.pushAt(at("2026-09-01T23:59:59+02:00"))).isEqualTo(end);
    assertThat(NIGHT.pushAt(at("2026-09-02T00:00:00+02:00"))).isEqualTo(end);
    assertThat(NIGHT.pushAt(at("2026-09-02T06:59:59+02:00"))).isEqualTo(end);
  }

  @Test
  void followThePilotsClockNotTheServers() {
    QuietHours tokyo = hours("22:00", "07:00", ZoneId.of("Asia/Tokyo"));

    assertThat(tokyo.pushAt(at("2026-09-01T12:59:00Z"))).isEqualTo(at("2026-09-01T12:59:00Z"));
    assertThat(tokyo.pushAt(at("2026-09-01T13:00:00Z"))).isEqualTo(at("2026-09-01T22:00:00Z"));
  }

  @Test
  void endWhenTheClockSaysInTheNightsInWhichItChanges() {
    assertThat(NIGHT.pushAt(at("2026-03-28T23:00:00+01:00")))
        .as("a night of eight hours")
        .isEqualTo(at("2026-03-29T07:00:00+02:00"));
    assertThat(NIGHT.pushAt(at("2026-10-24T23:00:00+02:00")))
        .as("a night of ten hours")
        .isEqualTo(at("2026-10-25T07:00:00+01:00"));
  }

  @Test
  void endWithTheHourThatTheClockSkipsInSpring() {
    QuietHours untilHalfPastTwo = hours("22:00", "02:30", BERLIN);

    // At two o'clock it becomes three.
    assertThat(untilHalfPastTwo.pushAt(at("2026-03-29T01:59:59+01:00")))
        .isEqualTo(at("2026-03-29T03:00:00+02:00"));
    assertThat(untilHalfPastTwo.pushAt(at("2026-03-28T23:00:00+01:00")))
        .isEqualTo(at("2026-03-29T03:00:00+02:00"));
    assertThat(untilHalfPastTwo.pushAt(at("2026-03-29T03:00:00+02:00")))
        .isEqualTo(at("2026-03-29T03:00:00+02:00"));
  }

  @Test
  void endTwiceInTheHourThatTheClockRepeatsInAutumn() {
    QuietHours untilHalfPastTwo = hours("22:00", "02:30", BERLIN);

    // At three o'clock it becomes two once more.
    assertThat(untilHalfPastTwo.pushAt(at("2026-10-25T02:10:00+02:00")))
        .isEqualTo(at("2026-10-25T02:30:00+02:00"));
    assertThat(untilHalfPastTwo.pushAt(at("2026-10-25T02:40:00+02:00")))
        .isEqualTo(at("2026-10-25T02:40:00+02:00"));
    assertThat(untilHalfPastTwo.pushAt(at("2026-10-25T02:10:00+01:00")))
        .isEqualTo(at("2026-10-25T02:30:00+01:00"));
  }

  @Test
  void areNotEmpty() {
    assertThatIllegalArgumentException().isThrownBy(() -> hours("07:00", "07:00", BERLIN));
  }

  @Property
  void holdBackForADayAtMostAndEndWhereTheyAreOver(
      @ForAll("moments") Instant now,
      @ForAll("times") LocalTime from,
      @ForAll("times") LocalTime to,
      @ForAll("zones") ZoneId zone) {
    LocalTime end = to.equals(from) ? to.plusHours(8) : to;
    QuietHours quiet = new QuietHours(from, end, zone);

    Instant pushAt = quiet.pushAt(now);

    assertThat(pushAt).isBetween(now, now.plus(Duration.ofHours(25)));
    assertThat(quiet.pushAt(pushAt)).as("at once").isEqualTo(pushAt);
  }

  @Provide
  Arbitrary<Instant> moments() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    return Arbitraries.longs()
        .between(0, Duration.ofDays(365).toMinutes())
        .map(minutes -> start.plus(Duration.ofMinutes(minutes)));
  }

  /** On the hour, so that no quiet hours lie within an hour that a clock skips. */
  @Provide
  Arbitrary<LocalTime> times() {
    return Arbitraries.integers().between(0, 23).map(hour -> LocalTime.of(hour, 0));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("UTC", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe")
        .map(ZoneId::of);
  }

  private static QuietHours hours(String from, String to, ZoneId zone) {
    return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), zone);
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
