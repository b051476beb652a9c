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

/** An empty world. */
final class Nobody implements Population {

  @Override
  public void settle(Pilots pilots) {
    // There is nobody.
  }

  @Override
  public Mailbox mailbox(Pilot pilot, Instant beginning) {
    return Mailbox.EMPTY;
  }

  @Override
  public MarketOrders orders(Pilot pilot, Instant beginning) {
    return MarketOrders.EMPTY;
  }

  @Override
  public List<IndustryJob> jobs(Pilot pilot, Instant beginning) {
    return List.of();
  }

  @Override
  public List<Colony> colonies(Pilot pilot, Instant beginning) {
    return List.of();
  }

  @Override
  public List<MarketOrder> traded(long regionId, Instant now) {
    return List.of();
  }
}
