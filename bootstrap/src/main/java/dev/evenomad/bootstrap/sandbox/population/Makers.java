package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.industry.Activity;
import dev.evenomad.bootstrap.sandbox.game.industry.Facility;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob.Progress;
import dev.evenomad.bootstrap.sandbox.game.industry.JobWork;
import dev.evenomad.bootstrap.sandbox.population.Census.Calling;
import dev.evenomad.bootstrap.sandbox.population.Dice.Topic;
import dev.evenomad.bootstrap.sandbox.universe.Blueprint;
import dev.evenomad.bootstrap.sandbox.universe.Blueprint.Product;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.Structure;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who builds, copies, researches and invents what. */
final class Makers {

  private static final long FIRST_ID = 500_000_000;
  private static final long FIRST_BLUEPRINT = 1_020_000_000_000L;
  private static final int IDS_PER_PILOT = 1_000;

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Map<Activity, List<Blueprint>> BLUEPRINTS = blueprints();
  private static final List<Activity> ACTIVITIES =
      List.of(
          Activity.MANUFACTURING,
          Activity.COPYING,
          Activity.INVENTION,
          Activity.MATERIAL_EFFICIENCY_RESEARCH,
          Activity.TIME_EFFICIENCY_RESEARCH,
          Activity.REACTION);

  private static final List<Station> STATIONS =
      Universe.stations().stream().filter(station -> station.system().isHighSecurity()).toList();

  /** Where reactions run. */
  private static final List<Structure> STRUCTURES =
      Universe.structures().stream().filter(structure -> structure.typeId() == 35836).toList();

  private final Census census;

  Makers(Census census) {
    this.census = census;
  }

  List<IndustryJob> jobs(int number, Instant beginning) {
    var now = beginning.truncatedTo(ChronoUnit.SECONDS);
    var dice = new Dice(census.seed(), number, Topic.JOBS);
    var calling = census.calling(number);
    var makes = calling == Calling.MANUFACTURER || (calling == Calling.VETERAN && dice.chance(0.4));
    if (!makes && dice.chance(0.7)) {
      return List.of();
    }
    var home = dice.pick(STATIONS);
    var drafts = new ArrayList<Draft>();
    for (var i = dice.between(0, makes ? 21 : 3); i > 0; i--) {
      drafts.add(open(dice, number, home, now));
    }
    for (var i = dice.between(0, makes ? 60 : 4); i > 0; i--) {
      drafts.add(closed(dice, number, home, now));
    }
    // Ids rise with time.
    drafts.sort(Comparator.comparing(Draft::start));
    var jobs = new ArrayList<IndustryJob>();
    for (var draft : drafts) {
      jobs.add(draft.job(FIRST_ID + (long) number * IDS_PER_PILOT + jobs.size()));
    }
    return jobs;
  }

  /** A job without its id. */
  private record Draft(
      JobWork work, Facility facility, Instant start, Instant end, Progress progress) {

    IndustryJob job(long id) {
      return new IndustryJob(id, work, facility, start, end, progress);
    }
  }

  /** What is done, and how long it takes. */
  private record Plan(JobWork work, Facility facility, Duration length) {}

  private static Draft open(Dice dice, int number, Station home, Instant now) {
    var plan = plan(dice, number, home);
    // Some are finished and wait to be delivered.
    var passed = dice.upTo(plan.length().multipliedBy(12).dividedBy(10));
    var start = now.minusSeconds(passed.toSeconds());
    var end = start.plus(plan.length());
    var paused = end.isAfter(now) && dice.chance(0.02);
    return new Draft(
        plan.work(),
        plan.facility(),
        start,
        end,
        paused
            ? new Progress.Paused(now.minus(dice.upTo(Duration.between(start, now))))
            : new Progress.Running());
  }

  private static Draft closed(Dice dice, int number, Station home, Instant now) {
    var plan = plan(dice, number, home);
    var closed = now.minus(dice.upTo(Duration.ofDays(89)));
    if (dice.chance(0.04)) {
      var start = closed.minus(dice.upTo(plan.length()));
      return new Draft(
          plan.work(),
          plan.facility(),
          start,
          start.plus(plan.length()),
          new Progress.Cancelled(closed));
    }
    var end = closed.minus(dice.upTo(Duration.ofDays(3)));
    return new Draft(
        plan.work(),
        plan.facility(),
        end.minus(plan.length()),
        end,
        new Progress.Delivered(closed, successes(dice, plan.work())));
  }

  private static int successes(Dice dice, JobWork work) {
    var successes = 0;
    for (var i = 0; i < work.runs(); i++) {
      if (dice.chance(work.probability().orElse(1.0))) {
        successes++;
      }
    }
    return successes;
  }

  private static Plan plan(Dice dice, int number, Station home) {
    var activity = dice.pick(ACTIVITIES, 60, 14, 12, 6, 4, 4);
    var blueprint = dice.pick(BLUEPRINTS.getOrDefault(activity, List.of()));
    var done = blueprint.activity(activity.id()).orElseThrow();
    // Skills and facilities save up to a third.
    var once =
        Duration.ofSeconds(
            Math.max(1, Math.round(done.time().toSeconds() * dice.between(0.66, 1.0))));
    var most = Math.clamp(LONGEST.dividedBy(once), 1, 200);
    var runs = (int) dice.magnitude(1, most);
    var work =
        new JobWork(
            activity,
            FIRST_BLUEPRINT + (long) number * IDS_PER_PILOT + dice.below(IDS_PER_PILOT),
            blueprint.type().id(),
            product(activity, blueprint, done),
            runs,
            activity == Activity.COPYING ? Optional.of(dice.between(1, 20)) : Optional.empty(),
            activity == Activity.INVENTION
                ? done.product().flatMap(Product::probability)
                : Optional.empty(),
            BigDecimal.valueOf(dice.magnitude(1_200, 900_000_000), 2));
    var facility =
        activity == Activity.REACTION
            ? Facility.station(dice.pick(STRUCTURES).id())
            : Facility.station(home.id());
    return new Plan(work, facility, once.multipliedBy(runs));
  }

  private static Optional<Integer> product(
      Activity activity, Blueprint blueprint, Blueprint.Activity done) {
    return switch (activity) {
      case MANUFACTURING, INVENTION, REACTION -> done.product().map(Product::typeId);
      case COPYING -> Optional.of(blueprint.type().id());
      case TIME_EFFICIENCY_RESEARCH, MATERIAL_EFFICIENCY_RESEARCH -> Optional.empty();
    };
  }

  private static Map<Activity, List<Blueprint>> blueprints() {
    var found = new HashMap<Activity, List<Blueprint>>();
    for (var activity : Activity.values()) {
      found.put(
          activity,
          Universe.blueprints().stream()
              .filter(
                  blueprint ->
                      blueprint
                          .activity(activity.id())
                          .filter(done -> done.time().compareTo(LONGEST) <= 0)
                          .isPresent())
              .toList());
    }
    return Map.copyOf(found);
  }
}
