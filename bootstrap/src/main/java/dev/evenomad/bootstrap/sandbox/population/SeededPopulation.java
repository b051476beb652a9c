package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailbox;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import dev.evenomad.bootstrap.sandbox.population.Dice.Topic;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Many invented pilots beside the {@link FirstPilots}, all of them another way for another seed.
 * Pilots are made when the world begins, their mail, orders, jobs and colonies when they are first
 * asked for.
 */
public final class SeededPopulation implements Population {

  /** As many as there can be. */
  public static final int MOST = Census.MOST;

  private final Population first = new FirstPilots();
  private final Census census;
  private final Letters letters;
  private final Traders traders;
  private final Makers makers;
  private final Settlers settlers;

  /**
   * @param seed what makes this world differ from others
   * @param count how many pilots are invented, 1 to {@link #MOST}
   */
  public SeededPopulation(long seed, int count) {
    census = new Census(seed, count);
    letters = new Letters(census);
    traders = new Traders(census);
    makers = new Makers(census);
    settlers = new Settlers(census);
  }

  @Override
  public void settle(Pilots pilots) {
    first.settle(pilots);
    var now = pilots.now();
    for (var number = 0; number < census.count(); number++) {
      pilots.settle(pilot(number, now));
    }
  }

  private Pilot pilot(int number, Instant now) {
    var dice = new Dice(census.seed(), number, Topic.TRAINING);
    var schooling = new Schooling(dice, census.calling(number), now);
    var queue = schooling.queue();
    return new Pilot(
        census.characterId(number),
        census.account(number),
        census.profile(number, now),
        schooling.skills(),
        queue,
        1,
        now);
  }

  @Override
  public Mailbox mailbox(Pilot pilot, Instant beginning) {
    return of(
        pilot,
        number -> letters.mailbox(number, census.profile(number, beginning), beginning),
        first.mailbox(pilot, beginning));
  }

  @Override
  public MarketOrders orders(Pilot pilot, Instant beginning) {
    return of(pilot, number -> traders.orders(number, beginning), first.orders(pilot, beginning));
  }

  @Override
  public List<IndustryJob> jobs(Pilot pilot, Instant beginning) {
    return of(pilot, number -> makers.jobs(number, beginning), first.jobs(pilot, beginning));
  }

  @Override
  public List<Colony> colonies(Pilot pilot, Instant beginning) {
    return of(
        pilot, number -> settlers.colonies(number, beginning), first.colonies(pilot, beginning));
  }

  @Override
  public List<MarketOrder> traded(long regionId, Instant now) {
    return traders.book(regionId, now);
  }

  private <T> T of(Pilot pilot, Function<Integer, T> own, T otherwise) {
    return census.number(pilot.characterId()).map(own).orElse(otherwise);
  }

  @Override
  public String toString() {
    return "SeededPopulation[seed=%d, count=%d]".formatted(census.seed(), census.count());
  }
}
