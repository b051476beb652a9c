package dev.evenomad.bootstrap.sandbox.game;

import dev.evenomad.bootstrap.sandbox.universe.NpcCorporation;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import java.util.List;
import java.util.Map;

/**
 * Names of the corporations and alliances that pilots belong to. Those from {@link
 * #FIRST_CORPORATION} and {@link #FIRST_ALLIANCE} on are invented from their ids, and differ.
 */
public final class Organizations {

  /** The first of the corporations that have an invented name. */
  public static final long FIRST_CORPORATION = 98_200_001;

  /** The first of the alliances that have an invented name. */
  public static final long FIRST_ALLIANCE = 99_200_001;

  private static final Map<Long, String> NAMES =
      Map.of(Pilots.DEFAULT_CORPORATION, "Wayfarer Freight", 99_100_001L, "Long Haul Compact");

  private static final List<String> FIRST =
      List.of(
          ("Amber Ashen Black Brazen Burning Cobalt Copper Crimson Distant Drifting Emerald Endless"
                  + " Fallen Feral Forgotten Frozen Gilded Golden Grey Hidden Hollow Iron Ivory"
                  + " Last Lonely Lucky Midnight Nameless Northern Obsidian Pale Quiet Radiant"
                  + " Rusty Sable Scarlet Shattered Silent Silver Solar Stellar Stray Sunken"
                  + " Twilight Umbral Velvet Wandering Winter")
              .split(" "));

  private static final List<String> SECOND =
      List.of(
          ("Anvil Beacon Caravan Compass Crown Dawn Drift Ember Falcon Forge Frontier Gambit"
                  + " Harbour Horizon Hounds Lantern Ledger Meridian Mirage Monolith Orbit Outpost"
                  + " Pilgrims Quarry Ravens Reach Rift Sabre Shore Signal Sparrows Spire Tide"
                  + " Torch Vanguard Vault Wolves")
              .split(" "));

  private static final List<String> CORPORATE =
      List.of(
          "", " Industries", " Logistics", " Mining", " Syndicate", " Trading", " Works", " Corp");

  private static final List<String> ALLIED =
      List.of(" Alliance", " Coalition", " Compact", " Concord", " Federation", " Pact");

  private Organizations() {}

  /** The name of a corporation; one the world does not know is called by its id. */
  public static String corporation(long id) {
    return Universe.corporation(id)
        .map(NpcCorporation::name)
        .orElseGet(
            () ->
                NAMES.getOrDefault(
                    id, invented(id - FIRST_CORPORATION, CORPORATE, "Corporation " + id)));
  }

  /** The name of an alliance; one the world does not know is called by its id. */
  public static String alliance(long id) {
    return NAMES.getOrDefault(id, invented(id - FIRST_ALLIANCE, ALLIED, "Alliance " + id));
  }

  /** A different name for each {@code number}, as long as there are any. */
  private static String invented(long number, List<String> endings, String otherwise) {
    var pairs = FIRST.size() * SECOND.size();
    if (number < 0 || number >= (long) pairs * endings.size()) {
      return otherwise;
    }
    // A prime step goes through all pairs before it comes back to the first.
    var pair = (int) (number * 1009 % pairs);
    var round = number / pairs;
    return FIRST.get(pair % FIRST.size())
        + " "
        + SECOND.get(pair / FIRST.size())
        + endings.get((int) ((pair + round) % endings.size()));
  }
}
