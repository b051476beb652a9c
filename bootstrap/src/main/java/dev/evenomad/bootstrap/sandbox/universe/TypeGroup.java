package dev.evenomad.bootstrap.sandbox.universe;

/**
 * A group of item types.
 *
 * @param id group id
 * @param categoryId what the group belongs to, such as {@link #SHIPS}
 * @param name in English
 */
public record TypeGroup(int id, int categoryId, String name) {

  public static final int SHIPS = 6;
  public static final int MODULES = 7;
  public static final int CHARGES = 8;
  public static final int BLUEPRINTS = 9;
  public static final int SKILLS = 16;
  public static final int DRONES = 18;
  public static final int ORES = 25;

  /** Raw resources of planets. */
  public static final int PLANET_RESOURCES = 42;

  /** What is made of them. */
  public static final int PLANET_COMMODITIES = 43;

  /** Group of Tritanium and its kin, in the category of materials. */
  public static final int MINERALS_GROUP = 18;
}
