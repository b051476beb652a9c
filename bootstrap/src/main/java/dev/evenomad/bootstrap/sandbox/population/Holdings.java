package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJobs;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailboxes;
import dev.evenomad.bootstrap.sandbox.game.market.Market;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.planet.Colonies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the pilots of the world have, and what is traded around them. Thread-safe. */
public final class Holdings {

  private final WorldClock clock;
  private final Pilots pilots;
  private final Population population;
  private final Mailboxes mailboxes;
  private final Market market;
  private final IndustryJobs jobs;
  private final Colonies colonies;
  private volatile Instant beginning;
  private volatile boolean everybodyTrades;

  /**
   * @param pilots in whom the population has settled
   */
  public Holdings(WorldClock clock, Pilots pilots, Population population) {
    this.clock = clock;
    this.pilots = pilots;
    this.population = population;
    this.beginning = clock.instant();
    this.mailboxes = new Mailboxes(clock, id -> population.mailbox(pilots.get(id), beginning));
    this.market = new Market(clock, id -> population.orders(pilots.get(id), beginning));
    this.jobs = new IndustryJobs(clock, id -> population.jobs(pilots.get(id), beginning));
    this.colonies = new Colonies(clock, id -> population.colonies(pilots.get(id), beginning));
  }

  public Mailboxes mailboxes() {
    return mailboxes;
  }

  public Market market() {
    return market;
  }

  public IndustryJobs jobs() {
    return jobs;
  }

  public Colonies colonies() {
    return colonies;
  }

  /**
   * Everything for sale or wanted in a region, by rising order id.
   *
   * @param typeId only of this type; empty for all
   */
  public List<MarketOrder> book(long regionId, Optional<Integer> typeId) {
    bringEverybodyToMarket();
    var book = new ArrayList<>(market.book(regionId, typeId));
    population.traded(regionId, clock.instant()).stream()
        .filter(order -> typeId.filter(id -> id != order.typeId()).isEmpty())
        .forEach(book::add);
    book.sort(Comparator.comparingLong(MarketOrder::orderId));
    return book;
  }

  /** Everybody has again what they have in a world that begins now. */
  public void reset() {
    beginning = clock.instant();
    everybodyTrades = false;
    mailboxes.reset();
    market.reset();
    jobs.reset();
    colonies.reset();
  }

  /** Once; a pilot who is created later begins without orders. */
  private void bringEverybodyToMarket() {
    if (!everybodyTrades) {
      pilots.all().forEach(pilot -> market.of(pilot.characterId()));
      everybodyTrades = true;
    }
  }
}
