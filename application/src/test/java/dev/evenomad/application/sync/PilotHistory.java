package dev.evenomad.application.sync;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A pilot with one character, from the sign-in until everything has come to rest. */
final class PilotHistory {

  /** Longer than the longest time between two tries to read. */
  private static final Duration LONG_ENOUGH = Duration.ofHours(3);

  private final NomadFixture fixture = new NomadFixture();
  private final PilotsQueue pilot = new PilotsQueue();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final UserId user = fixture.signIn(ada).user();
  private final Set<TypeId> seen = new HashSet<>();
  private final Set<Told> shown = new HashSet<>();
  private final Set<Told> knownAhead = new HashSet<>();
  private SkillQueue queue = SkillQueue.EMPTY;
  private TrainedSkills skills = TrainedSkills.NONE;
  private Optional<Instant> baseline = Optional.empty();

  void run(List<Step> steps) {
    pilot.append(Duration.ofSeconds(30), START.minusSeconds(60));
    pilot.append(Duration.ofSeconds(45), START.minusSeconds(30));
    changed();
    steps.forEach(this::happen);
    eveIsWell();
    // A crash right after EVE replaced the refresh token loses the new one.
    signIn();
    spend(LONG_ENOUGH);
  }

  /** The first reading. */
  Instant baseline() {
    return baseline.orElseThrow();
  }

  /** What really ended since the baseline, of trainings that a reading showed at any time. */
  Set<Told> ended() {
    return pilot.endedUntil(now()).entrySet().stream()
        .map(end -> new Told(end.getKey(), end.getValue()))
        .filter(end -> end.finish.isAfter(baseline()) && seen.contains(end.skill))
        .collect(Collectors.toSet());
  }

  /** Every end that any reading showed, also one that never came. */
  Set<Told> shown() {
    return shown;
  }

  /**
   * Whether the reading that raised the alert found a training completed that earlier ones had
   * shown with another end, or paused: when it ended is not known then, only that it did.
   */
  boolean foundCompleted(Notification alert) {
    Told told = Told.by(alert);
    return told.finish.equals(alert.createdAt())
        && ended().stream()
            .anyMatch(end -> end.skill.equals(told.skill) && !end.finish.isAfter(told.finish));
  }

  /** Whether a reading showed that end before it came. */
  boolean knewAhead(Told end) {
    return knownAhead.contains(end);
  }

  List<Notification> alerts() {
    return fixture.alerts(user).stream()
        .filter(alert -> alert.kind() != NotificationKind.SKILL_QUEUE_ENDING)
        .filter(alert -> alert.kind() != NotificationKind.SKILL_QUEUE_EMPTY)
        .filter(alert -> alert.kind() == NotificationKind.SKILL_COMPLETE)
        .toList();
  }

  List<Told> told() {
    return alerts().stream().map(Told::by).toList();
  }

  private Instant now() {
    return fixture.clock.instant();
  }

  private void happen(Step step) {
    switch (step) {
      case Step.TimePasses passes -> spend(passes.time);
      case Step.NoServerRuns stop -> fixture.clock.advance(stop.time);
      case Step.Append append -> pilot.append(append.length, now());
      case Step.PutFirst put -> pilot.putFirst(put.length, now());
      case Step.Begin begin -> fixture.eve.begin(begin.trouble);
      case Step.Throttle throttle -> fixture.eve.throttle(Optional.of(throttle.time));
      case Step.Crash crash -> fixture.faults.failAtCall(crash.calls);
      case Step.Act act -> happen(act);
    }
    changed();
  }

  private void happen(Step.Act act) {
    switch (act) {
      case LOG_IN -> pilot.logIn(now());
      case PAUSE -> pilot.pause(now());
      case RESUME -> pilot.resume(now());
      case TAKE_OUT_THE_LAST -> pilot.takeOutTheLast(now());
      case EVE_IS_WELL -> eveIsWell();
      case ACCESS_TOKENS_EXPIRE -> fixture.eve.expireAccessTokens(ada);
      case SIGN_IN -> signIn();
      case REQUEST_A_READING -> {
        fixture.faults.heal();
        fixture.nomad.requestSync().request(user, ada);
      }
      case LOOK_TWICE_AT_ONCE ->
          fixture.eve.before(Call.QUEUE, once(() -> fixture.nomad.dueWork().handle(sync(ada))));
    }
  }

  private void signIn() {
    fixture.faults.heal();
    fixture.comeBack(fixture.goToEve(Optional.empty()), ada);
  }

  private void eveIsWell() {
    fixture.eve.end(Trouble.ESI_DOWN);
    fixture.eve.end(Trouble.SSO_DOWN);
    fixture.eve.throttle(Optional.empty());
  }

  private void changed() {
    if (!pilot.queue().equals(queue)) {
      queue = pilot.queue();
      fixture.eve.setQueue(ada, queue);
    }
    if (!pilot.skills().equals(skills)) {
      skills = pilot.skills();
      fixture.eve.setSkills(ada, skills);
    }
  }

  private void spend(Duration time) {
    fixture.runDueUntil(now().plus(time), this::look);
  }

  private void look() {
    Optional<SkillSnapshot> snapshot = fixture.stores.snapshots().find(ada, SkillSnapshot.class);
    snapshot.ifPresent(
        known -> {
          baseline = Optional.of(baseline.orElse(known.asOf()));
          known.queue().entries().forEach(entry -> look(entry, known.asOf()));
        });
  }

  private void look(SkillQueueEntry entry, Instant asOf) {
    seen.add(entry.skill());
    entry
        .finishesAt()
        .ifPresent(
            finish -> {
              Told possible = new Told(entry.skill(), finish);
              shown.add(possible);
              if (finish.isAfter(asOf)) {
                knownAhead.add(possible);
              }
            });
  }

  /** Something that happens. */
  sealed interface Step {

    record TimePasses(Duration time) implements Step {}

    record NoServerRuns(Duration time) implements Step {}

    record Append(Duration length) implements Step {}

    record PutFirst(Duration length) implements Step {}

    record Begin(Trouble trouble) implements Step {}

    record Throttle(Duration time) implements Step {}

    /** A call to a store fails, that many calls from now. */
    record Crash(int calls) implements Step {}

    enum Act implements Step {
      LOG_IN,
      PAUSE,
      RESUME,
      TAKE_OUT_THE_LAST,
      EVE_IS_WELL,
      ACCESS_TOKENS_EXPIRE,
      SIGN_IN,
      REQUEST_A_READING,
      LOOK_TWICE_AT_ONCE
    }
  }

  /** That a training ended then. */
  record Told(TypeId skill, Instant finish) {
    static Told by(Notification alert) {
      String[] key = alert.dedupKey().value().split(":", 5);
      return new Told(new TypeId(Long.parseLong(key[2])), Instant.parse(key[4]));
    }
  }
}
