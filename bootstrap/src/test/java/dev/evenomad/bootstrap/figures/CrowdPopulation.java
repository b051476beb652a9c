package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.game.Profile;
import dev.evenomad.bootstrap.sandbox.game.Skill;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailbox;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pilots who are all alike: each has what Mara Tessen has, the same skills and the same long
 * training. So what was once read of one of them is what is read of any.
 */
final class CrowdPopulation implements Population {

  /** The character id of the first; the others follow. */
  static final long FIRST = 2_115_000_000L;

  private static final int SKILLS = 60;
  private static final Duration LONG = Duration.ofDays(60);

  private final FirstPilots first = new FirstPilots();
  private final int count;
  private volatile Optional<Pilot> mara = Optional.empty();

  CrowdPopulation(int count) {
    this.count = count;
  }

  @Override
  public void settle(Pilots pilots) {
    first.settle(pilots);
    mara = pilots.find(FirstPilots.MARA);
    Pilot model = model(pilots);
    for (int i = 0; i < count; i++) {
      pilots.settle(
          new Pilot(
              FIRST + i,
              "crowd-" + i,
              new Profile(
                  "Crowd Pilot " + i,
                  model.profile().corporationId(),
                  Optional.empty(),
                  model.profile().birthday(),
                  false),
              model.skills(),
              model.queue(),
              1,
              model.changedAt()));
    }
  }

  private static Pilot model(Pilots pilots) {
    List<Integer> known = SkillCatalogue.all().stream().map(Skill::id).limit(SKILLS).toList();
    Map<Integer, Integer> levels = known.stream().collect(Collectors.toMap(id -> id, id -> 3));
    long model =
        pilots
            .create(
                new NewPilot(
                    "Crowd Model",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    levels))
            .characterId();
    return pilots.train(
        model,
        List.of(
            PlannedTraining.lasting(known.get(0), 4, LONG),
            PlannedTraining.lasting(known.get(1), 4, LONG),
            PlannedTraining.lasting(known.get(2), 4, LONG)),
        false);
  }

  /** The one whose things it has. */
  private Pilot like(Pilot pilot) {
    boolean crowd = pilot.characterId() >= FIRST && pilot.characterId() < FIRST + count;
    return crowd ? mara.orElse(pilot) : pilot;
  }

  @Override
  public Mailbox mailbox(Pilot pilot, Instant beginning) {
    return first.mailbox(like(pilot), beginning);
  }

  @Override
  public MarketOrders orders(Pilot pilot, Instant beginning) {
    return first.orders(like(pilot), beginning);
  }

  @Override
  public List<IndustryJob> jobs(Pilot pilot, Instant beginning) {
    return first.jobs(like(pilot), beginning);
  }

  @Override
  public List<Colony> colonies(Pilot pilot, Instant beginning) {
    return first.colonies(like(pilot), beginning);
  }

  @Override
  public List<MarketOrder> traded(long regionId, Instant now) {
    return first.traded(regionId, now);
  }
}
