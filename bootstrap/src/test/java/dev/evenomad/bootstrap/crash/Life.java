package dev.evenomad.bootstrap.crash;

import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.game.QueueEntry;
import dev.evenomad.bootstrap.sandbox.game.Skill;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.game.industry.Activity;
import dev.evenomad.bootstrap.sandbox.game.industry.Facility;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.JobWork;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What pilots of the simulated EVE live through, and the memory of it. Thread-safe. */
final class Life {

  private static final int GUNNERY = 3300;
  private static final int RIFTER = 587;
  private static final int RIFTER_BLUEPRINT = 691;
  private static final long JITA = 60_003_760;

  /** A queue holds 150. */
  private static final int MOST_TRAININGS = 140;

  private static final Duration BETWEEN_TRAININGS = Duration.ofSeconds(11);
  private static final Duration BETWEEN_JOBS = Duration.ofSeconds(40);

  private final World world;
  private final Duration prelude;
  private final Duration length;
  private final Random random;
  private final List<Happening> happened = Collections.synchronizedList(new ArrayList<>());

  /**
   * A life that begins for each pilot when they are born.
   *
   * @param prelude until the first things happen to them
   * @param length how long they go on
   */
  Life(World world, Duration prelude, Duration length, long seed) {
    this.world = world;
    this.prelude = prelude;
    this.length = length;
    this.random = new Random(seed);
  }

  /** A new pilot, who trains one short skill after the other and has things built. */
  long born(String name) {
    long pilot =
        world
            .pilots()
            .create(
                new NewPilot(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(GUNNERY, Skill.MAX_LEVEL)))
            .characterId();
    train(pilot);
    for (long i = 0; i < Math.max(1, length.dividedBy(BETWEEN_JOBS)); i++) {
      build(pilot, prelude.plusSeconds(random.nextLong(length.toSeconds())));
    }
    return pilot;
  }

  private void train(long pilot) {
    List<PlannedTraining> levels = new ArrayList<>();
    SkillCatalogue.all().stream()
        .filter(skill -> skill.id() != GUNNERY)
        .forEach(
            skill -> {
              for (int level = 1; level <= Skill.MAX_LEVEL; level++) {
                levels.add(PlannedTraining.of(skill.id(), level));
              }
            });
    Duration between = BETWEEN_TRAININGS;
    if (between.multipliedBy(MOST_TRAININGS).compareTo(length) < 0) {
      between = length.dividedBy(MOST_TRAININGS);
    }
    List<PlannedTraining> queue = new ArrayList<>();
    Duration planned = Duration.ZERO;
    while (planned.compareTo(length) < 0) {
      Duration time = Duration.ofSeconds(random.nextLong(2, 2 * between.toSeconds() - 1));
      PlannedTraining next = levels.get(queue.size());
      queue.add(
          queue.isEmpty()
              ? PlannedTraining.finishingIn(next.skillId(), next.level(), prelude.plus(time))
              : PlannedTraining.lasting(next.skillId(), next.level(), time));
      planned = planned.plus(time);
    }
    // The end of the queue is not part of the story.
    PlannedTraining last = levels.get(queue.size());
    queue.add(PlannedTraining.lasting(last.skillId(), last.level(), Duration.ofDays(90)));
    List<QueueEntry> entries = world.pilots().train(pilot, queue, false).queue().entries();
    for (QueueEntry entry : entries.subList(0, entries.size() - 1)) {
      happened.add(
          Happening.trained(pilot, entry.skillId(), entry.level(), entry.finish().orElseThrow()));
    }
  }

  private void build(long pilot, Duration time) {
    JobWork rifters =
        new JobWork(
            Activity.MANUFACTURING,
            1_030_000_000_001L,
            RIFTER_BLUEPRINT,
            Optional.of(RIFTER),
            3,
            Optional.empty(),
            Optional.empty(),
            new BigDecimal("54000"));
    IndustryJob job = world.jobs().install(pilot, rifters, Facility.station(JITA), time);
    happened.add(Happening.built(pilot, job.jobId(), job.end()));
  }

  /** Somebody writes to the pilot. */
  void write(long pilot) {
    Instant now = Instant.now();
    Mail mail =
        world
            .mailboxes()
            .deliver(pilot, FirstPilots.MARA, Recipient.character(pilot), "Fuel", "At 19:00.");
    happened.add(Happening.wrote(pilot, mail.mailId(), now));
  }

  /** All that happened or is going to. */
  List<Happening> all() {
    synchronized (happened) {
      return List.copyOf(happened);
    }
  }
}
