package dev.evenomad.bootstrap.figures;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.game.QueueEntry;
import dev.evenomad.bootstrap.sandbox.game.Skill;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pilots with a phone, who train one short skill after the other and are told of each. */
final class Trainees {

  static final int COUNT = Integer.getInteger("nomad.trainees", 100);

  private static final int BETWEEN_SECONDS = 20;
  private static final int MOST_TRAININGS = 140;
  private static final int AT_ONCE = 4;

  private final Crowd crowd;
  private final World world;
  private final Random random = new Random(1);
  private final Map<String, Instant> finishes = new ConcurrentHashMap<>();

  Trainees(Crowd crowd) {
    this.crowd = crowd;
    this.world = crowd.eve.world();
  }

  /** They begin to train, and sign in at the server. */
  void signIn(Duration length) throws InterruptedException, ExecutionException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      ids.add(trainee("Trainee " + i, length));
    }
    inParallel(ids);
  }

  private void inParallel(List<Long> ids) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (long id : ids) {
        running.add(threads.submit(() -> signIn(id)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  private void signIn(long id) {
    try (Phone phone = new Phone(crowd.server, Crowd.APP)) {
      phone.signIn(id, Optional.empty());
      phone.put(
          "/v1/sessions/current/device",
          Map.of("type", "android", "pushToken", "phone-" + id),
          204);
    }
  }

  private long trainee(String name, Duration length) {
    long pilot = world.pilots().create(NewPilot.named(name)).characterId();
    Set<Integer> known = Set.copyOf(world.pilots().get(pilot).skills().keySet());
    List<PlannedTraining> levels = new ArrayList<>();
    SkillCatalogue.all().stream()
        .map(Skill::id)
        .filter(skill -> !known.contains(skill))
        .forEach(
            skill -> {
              for (int level = 1; level <= Skill.MAX_LEVEL; level++) {
                levels.add(PlannedTraining.of(skill, level));
              }
            });
    List<PlannedTraining> queue = new ArrayList<>();
    for (long planned = 0; planned < length.toSeconds() && queue.size() < MOST_TRAININGS; ) {
      int time = random.nextInt(2, 2 * BETWEEN_SECONDS - 1);
      planned += time;
      PlannedTraining next = levels.get(queue.size());
      queue.add(PlannedTraining.lasting(next.skillId(), next.level(), Duration.ofSeconds(time)));
    }
    PlannedTraining last = levels.get(queue.size());
    queue.add(PlannedTraining.lasting(last.skillId(), last.level(), Duration.ofDays(90)));
    List<QueueEntry> entries = world.pilots().train(pilot, queue, false).queue().entries();
    for (QueueEntry entry : entries.subList(0, entries.size() - 1)) {
      finishes.put(name(pilot, entry.skillId(), entry.level()), entry.finish().orElseThrow());
    }
    return pilot;
  }

  /**
   * How long after a skill was finished FCM had the message, for all that finished within that
   * time. Waits until there is one of each, but not for longer than {@code patience} after.
   */
  Told told(Instant from, Instant until, Duration patience) throws InterruptedException {
    Set<String> expected = new HashSet<>();
    finishes.forEach(
        (name, finish) -> {
          if (finish.isAfter(from) && !finish.isAfter(until)) {
            expected.add(name);
          }
        });
    Instant late = until.plus(patience);
    Map<String, Instant> accepted = accepted();
    while (!accepted.keySet().containsAll(expected) && Instant.now().isBefore(late)) {
      Thread.sleep(200);
      accepted = accepted();
    }
    Map<String, Instant> raised = raised();
    Latencies latencies = new Latencies();
    Latencies untilRaised = new Latencies();
    int missing = 0;
    for (String name : expected) {
      Instant at = accepted.get(name);
      Instant finish = finishes.get(name);
      if (at == null || finish == null) {
        missing++;
      } else {
        latencies.add(Duration.between(finish, at));
        untilRaised.add(Duration.between(finish, raised.getOrDefault(name, at)));
      }
    }
    return new Told(latencies, untilRaised, missing);
  }

  private Map<String, Instant> accepted() {
    Map<String, Instant> accepted = new HashMap<>();
    for (Journal.Entry<PushMessage> entry : world.push().messages().after(0, any -> true)) {
      JsonNode data = entry.event().message().path("data");
      if (data.path("type").asText().equals("skill_complete")) {
        accepted.putIfAbsent(
            name(
                data.path("characterId").asLong(),
                data.path("skillId").asInt(),
                data.path("level").asInt()),
            entry.event().acceptedAt());
      }
    }
    return accepted;
  }

  /** When each became a notification. */
  private Map<String, Instant> raised() {
    Map<String, Instant> raised = new HashMap<>();
    for (String row :
        crowd.database.query(
            "SELECT character_id || ':' || (data->>'skillId') || ':' || (data->>'level'),"
                + " (1000000 * extract(epoch FROM created_at))::bigint FROM notification_log"
                + " WHERE type = 'skill_complete'")) {
      int bar = row.indexOf('|');
      raised.put(
          row.substring(0, bar),
          Instant.EPOCH.plus(Long.parseLong(row.substring(bar + 1)), ChronoUnit.MICROS));
    }
    return raised;
  }

  private static String name(long pilot, int skill, int level) {
    return pilot + ":" + skill + ":" + level;
  }

  /**
   * What was told.
   *
   * @param raised until it was a notification, the way to FCM still before it
   * @param missing what was not told, or not in time
   */
  record Told(Latencies latencies, Latencies raised, int missing) {
    @Override
    public String toString() {
      return latencies
          + (missing == 0 ? "" : ", not told: " + missing)
          + " (raised: "
          + raised
          + ")";
    }
  }
}
