package dev.evenomad.bootstrap.sandbox.population;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailbox;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrder;
import dev.evenomad.bootstrap.sandbox.game.market.MarketOrders;
import dev.evenomad.bootstrap.sandbox.game.planet.Colony;
import java.time.Instant;
import java.util.List;

/**
 * Who and what is in the world when it begins. Everything is a function of its arguments, so that a
 * world that is reset at the same time is the same again. Thread-safe.
 *
 * <p>The methods for one pilot are called when that pilot's things are first asked for, with the
 * pilot as it is then and the time at which the world began. A pilot that the population does not
 * know has nothing. Ids are unique in the world and below those that the world gives itself: {@code
 * FIRST_ID} of {@code Mailboxes}, {@code Market} and {@code IndustryJobs}.
 */
public interface Population {

  /** Creates the pilots, with what they have trained and what they train. */
  void settle(Pilots pilots);

  /** The mail of a pilot. */
  Mailbox mailbox(Pilot pilot, Instant beginning);

  /** What a pilot sells and buys, and what it tried to in the last 90 days. */
  MarketOrders orders(Pilot pilot, Instant beginning);

  /** The industry jobs of a pilot, open or closed in the last 90 days. */
  List<IndustryJob> jobs(Pilot pilot, Instant beginning);

  /** The colonies of a pilot. */
  List<Colony> colonies(Pilot pilot, Instant beginning);

  /**
   * What is traded in a region by others than the pilots of this world, by rising order id.
   *
   * @return the same on one day; empty for a region that is not known
   */
  List<MarketOrder> traded(long regionId, Instant now);

  /** Nobody and nothing. */
  static Population none() {
    return new Nobody();
  }
}
