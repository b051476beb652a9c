package dev.evenomad.bootstrap.benchmark;

import dev.evenomad.domain.notification.NotificationPolicy;
import dev.evenomad.domain.notification.NotificationPolicy.Alert;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.sync.PollPolicy;
import dev.evenomad.domain.sync.SkillDetection;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Deciding what is told, when, and when a character is read again. */
@State(Scope.Benchmark)
public class PolicyBenchmark {

  private final QuietHours quiet =
      new QuietHours(LocalTime.of(23, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));
  private final CharacterEvent event =
      new SkillDetection(Optional.empty())
          .byClock(Readings.skills(), Readings.NOON, Readings.NOON.plus(Duration.ofHours(8)))
          .getFirst();
  private final NotificationPreferences preferences = NotificationPreferences.DEFAULT;

  /** When a push of the night goes out. */
  @Benchmark
  public Instant quietHours() {
    return quiet.pushAt(Readings.NOON.plus(Duration.ofHours(12)));
  }

  /** What becomes of an event. */
  @Benchmark
  public Optional<Alert> alert() {
    return NotificationPolicy.decide(event, preferences, Readings.NOON);
  }

  /** When a character is read next. */
  @Benchmark
  public Instant nextPoll() {
    return PollPolicy.DEFAULT.nextPoll(
        Readings.PILOT, SyncKind.SKILLS, Duration.ofMinutes(30), Readings.NOON, Readings.NOON);
  }
}
