package dev.evenomad.bootstrap.sandbox.game;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The characters of the world. Thread-safe: every operation is atomic. */
public final class Pilots {

  /** Corporation of pilots for whom none was chosen. */
  public static final long DEFAULT_CORPORATION = 98_100_001;

  private static final long FIRST_ID = 2_112_000_001;
  private static final Map<Integer, Integer> BEGINNER =
      Map.of(3300, 2, 3327, 2, 3392, 1, 3416, 1, 3449, 2);
  private static final String LIST_THEM = "GET /control/pilots lists them";

  private final WorldClock clock;
  private final NavigableMap<Long, Pilot> pilots = new TreeMap<>();
  private final Map<String, Long> idsByName = new HashMap<>();
  private final Map<Long, Integer> corporations = new HashMap<>();
  private final Map<Long, Integer> alliances = new HashMap<>();
  private long nextId = FIRST_ID;

  public Pilots(WorldClock clock) {
    this.clock = clock;
  }

  /** Everybody, by rising id. */
  public synchronized List<Pilot> all() {
    return List.copyOf(pilots.values());
  }

  /** The first {@code count} pilots with ids behind {@code after}, by rising id. */
  public synchronized List<Pilot> page(long after, int count) {
    return pilots.tailMap(after + 1).values().stream().limit(count).toList();
  }

  /** How many there are. */
  public synchronized int count() {
    return pilots.size();
  }

  /** The first {@code count} character ids behind {@code after}, of those who are not deleted. */
  public synchronized List<Long> ids(long after, int count) {
    return pilots.tailMap(after, false).values().stream()
        .filter(pilot -> !pilot.profile().biomassed())
        .limit(count)
        .map(Pilot::characterId)
        .toList();
  }

  /** The pilot with this character id, or empty. */
  public synchronized Optional<Pilot> find(long characterId) {
    return Optional.ofNullable(pilots.get(characterId));
  }

  /** The pilot of this name, whatever its case, or empty. */
  public synchronized Optional<Pilot> named(String name) {
    return Optional.ofNullable(idsByName.get(key(name))).map(pilots::get);
  }

  /** How many pilots are in this corporation. */
  public synchronized int members(long corporationId) {
    return corporations.getOrDefault(corporationId, 0);
  }

  /** Whether a pilot is in this corporation. */
  public boolean hasCorporation(long corporationId) {
    return members(corporationId) > 0;
  }

  /** Whether a pilot is in a corporation of this alliance. */
  public synchronized boolean hasAlliance(long allianceId) {
    return alliances.containsKey(allianceId);
  }

  /** The time in the world, whole seconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The pilot with this character id; refused when there is none. */
  public synchronized Pilot get(long characterId) {
    return find(characterId)
        .orElseThrow(() -> Refusal.notFound("there is no pilot " + characterId, LIST_THEM));
  }

  /** Adds a character, with an empty training queue. */
  public synchronized Pilot create(NewPilot wanted) {
    var name = wanted.name();
    var id = wanted.characterId().orElseGet(this::nextId);
    var corporation = wanted.corporationId().orElse(DEFAULT_CORPORATION);
    var now = now();
    var levels = wanted.skillLevels().isEmpty() ? BEGINNER : wanted.skillLevels();
    var pilot =
        new Pilot(
            id,
            wanted.account().orElse("account of " + name),
            new Profile(
                name, corporation, wanted.allianceId(), now.minus(Duration.ofDays(400)), false),
            trained(levels),
            TrainingQueue.EMPTY,
            1,
            now);
    settle(pilot);
    return pilot;
  }

  /** Adds a character as it is, with a past. */
  public synchronized void settle(Pilot pilot) {
    var profile = pilot.profile();
    requireUsable(profile.name(), Optional.empty());
    EveIds.requireCharacter(pilot.characterId());
    if (pilots.containsKey(pilot.characterId())) {
      throw Refusal.conflict(
          "pilot " + pilot.characterId() + " exists already", "leave characterId out");
    }
    EveIds.requireCorporation(profile.corporationId());
    profile.allianceId().ifPresent(EveIds::requireAlliance);
    put(pilot);
  }

  /** Changes what everybody can see of a pilot. */
  public synchronized Pilot change(long characterId, PilotChange change) {
    change.name().ifPresent(name -> requireUsable(name, Optional.of(characterId)));
    change.corporationId().ifPresent(EveIds::requireCorporation);
    change.allianceId().filter(id -> id != 0).ifPresent(EveIds::requireAlliance);
    return replace(characterId, pilot -> pilot.with(pilot.profile().with(change)));
  }

  /** Logs the pilot in, which applies what has finished training. */
  public synchronized Pilot login(long characterId) {
    return replace(characterId, pilot -> pilot.loggedIn(clock.instant()));
  }

  /**
   * Replaces the training queue, which a player does in the game: the pilot is logged in first.
   *
   * @param paused whether nothing is trained for now
   */
  public synchronized Pilot train(long characterId, List<PlannedTraining> plan, boolean paused) {
    var now = clock.instant();
    return replace(
        characterId,
        pilot -> {
          var present = pilot.loggedIn(now);
          var queue = new QueuePlan(now, present.skills());
          plan.forEach(queue::add);
          var running = present.training(queue.skills(), queue.queue());
          return paused ? rest(running, now) : running;
        });
  }

  /** Stops the training; the times leave the queue. The pilot is logged in first. */
  public synchronized Pilot pause(long characterId) {
    var now = clock.instant();
    return replace(
        characterId,
        pilot -> {
          var present = pilot.loggedIn(now);
          if (present.queue().current(now).isEmpty()) {
            throw nothingTrains(pilot);
          }
          return rest(present, now);
        });
  }

  /** Goes on with a paused training. */
  public synchronized Pilot resume(long characterId) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return replace(
        characterId,
        pilot -> {
          if (!pilot.queue().paused()) {
            throw Refusal.conflict(
                "the training of " + pilot.name() + " is not paused", "pause it first");
          }
          return pilot.training(pilot.skills(), pilot.queue().resumedAt(now));
        });
  }

  /**
   * Lets the entry that is being trained end earlier or later; those behind it follow.
   *
   * @param in from now; zero ends it at once
   * @return the entry with its end; it stays in the queue until the next login
   */
  public synchronized QueueEntry finishCurrent(long characterId, Duration in) {
    if (in.isNegative()) {
      throw Refusal.invalid("a skill cannot finish " + in + " from now", "give zero or more");
    }
    var now = clock.instant();
    var finish = QueuePlan.endAfter(now, in);
    var pilot = get(characterId);
    var current = pilot.queue().current(now).orElseThrow(() -> nothingTrains(pilot));
    var queue = pilot.queue().finishingCurrentAt(now, finish);
    replace(characterId, training -> training.training(training.skills(), queue));
    return current.finishingAt(finish);
  }

  /** Sells the character: another account owns it from now on, so its owner hash is another. */
  public synchronized Pilot transfer(long characterId, String account) {
    return replace(
        characterId,
        pilot -> {
          if (pilot.account().equals(account)) {
            throw Refusal.conflict(
                pilot.name() + " belongs to that account already", "name another account");
          }
          return pilot.ownedBy(account);
        });
  }

  /** Removes everybody. */
  public synchronized void clear() {
    pilots.clear();
    idsByName.clear();
    corporations.clear();
    alliances.clear();
    nextId = FIRST_ID;
  }

  private static Pilot rest(Pilot pilot, Instant now) {
    var queue = pilot.queue().pausedAt(now);
    var skills = new TreeMap<>(pilot.skills());
    queue.entries().stream()
        .filter(entry -> entry.trainingStartSp() > entry.levelStartSp())
        .forEach(
            entry ->
                skills.put(
                    entry.skillId(), new TrainedSkill(entry.level() - 1, entry.trainingStartSp())));
    return pilot.training(skills, queue);
  }

  private Pilot replace(long characterId, UnaryOperator<Pilot> change) {
    var changed = change.apply(get(characterId)).revised(clock.instant());
    put(changed);
    return changed;
  }

  private void put(Pilot pilot) {
    Optional.ofNullable(pilots.put(pilot.characterId(), pilot)).ifPresent(this::forget);
    idsByName.put(key(pilot.name()), pilot.characterId());
    corporations.merge(pilot.profile().corporationId(), 1, Integer::sum);
    pilot.profile().allianceId().ifPresent(id -> alliances.merge(id, 1, Integer::sum));
  }

  private void forget(Pilot earlier) {
    idsByName.remove(key(earlier.name()));
    leave(corporations, earlier.profile().corporationId());
    earlier.profile().allianceId().ifPresent(id -> leave(alliances, id));
  }

  private static void leave(Map<Long, Integer> members, long id) {
    members.computeIfPresent(id, (left, count) -> count == 1 ? null : count - 1);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void requireUsable(String name, Optional<Long> holder) {
    if (name.length() < 3 || name.length() > 37 || !name.equals(name.strip())) {
      throw Refusal.invalid(
          "a pilot's name has 3 to 37 characters and no space at its ends", "choose another name");
    }
    if (named(name).filter(other -> !holder.equals(Optional.of(other.characterId()))).isPresent()) {
      throw Refusal.conflict("the name " + name + " is taken", "choose another name");
    }
  }

  private long nextId() {
    while (pilots.containsKey(nextId)) {
      nextId++;
    }
    return nextId;
  }

  private static SortedMap<Integer, TrainedSkill> trained(Map<Integer, Integer> levels) {
    var skills = new TreeMap<Integer, TrainedSkill>();
    levels.forEach(
        (id, level) -> {
          if (level < 0 || level > Skill.MAX_LEVEL) {
            throw Refusal.invalid(
                "skill " + id + " cannot have level " + level, "use a level from 0 to 5");
          }
          skills.put(id, TrainedSkill.at(SkillCatalogue.get(id), level));
        });
    return skills;
  }

  private static Refusal nothingTrains(Pilot pilot) {
    return Refusal.conflict(
        pilot.name() + " is not training anything", "set or resume the training queue first");
  }
}
