package dev.evenomad.bootstrap.sandbox.universe;

/**
 * An NPC station.
 *
 * @param id 60000000 to 69999999
 * @param typeId type of the station itself
 * @param ownerId NPC corporation that owns it
 */
public record Station(int id, SolarSystem system, int typeId, int ownerId, String name) {

  /** The five trade hubs, the largest first: Jita, Amarr, Dodixie, Rens and Hek. */
  public static final int JITA = 60003760;

  public static final int AMARR = 60008494;
  public static final int DODIXIE = 60011866;
  public static final int RENS = 60004588;
  public static final int HEK = 60005686;

  /** The region it is in. */
  public Region region() {
    return system.region();
  }
}
