package dev.evenomad.domain.market;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A character's market orders as EVE tells them. Implementations are thread-safe and bounded in
 * time.
 */
public interface MarketSource {

  /**
   * Reads all open orders.
   *
   * @param accessToken of a grant with {@code esi-markets.read_character_orders.v1}
   * @param known the validator of what is known already; empty to get them in any case
   */
  Fetched<List<MarketOrder>> fetchOpen(
      CharacterId character, Secret accessToken, Optional<ETag> known);

  /**
   * Reads the cancelled and expired orders of the last 90 days, all pages as one.
   *
   * @param accessToken of a grant with {@code esi-markets.read_character_orders.v1}
   */
  Fetched<OrderHistory> fetchHistory(CharacterId character, Secret accessToken);
}
