package dev.evenomad.bootstrap.sandbox.game;

import java.util.Map;

/**
 * A skill of EVE Online as the static data export describes it.
 *
 * @param id type id
 * @param groupId id of the skill group
 * @param rank training time multiplier, 1 to 16 (dogma attribute 275)
 * @param primaryAttribute dogma attribute id of the primary attribute
 * @param secondaryAttribute dogma attribute id of the secondary attribute
 * @param names name by language code; English is always there
 */
public record Skill(
    int id,
    int groupId,
    int rank,
    int primaryAttribute,
    int secondaryAttribute,
    Map<String, String> names) {

  /** Highest level of any skill. */
  public static final int MAX_LEVEL = 5;

  public Skill {
    if (rank < 1) {
      throw new IllegalArgumentException("rank must be positive, was " + rank);
    }
    if (!names.containsKey("en")) {
      throw new IllegalArgumentException("skill " + id + " has no English name");
    }
    names = Map.copyOf(names);
  }

  /** The name in {@code language}, or the English one where the game has no other. */
  public String name(String language) {
    return names.getOrDefault(language, name());
  }

  /** The English name. */
  public String name() {
    return names.getOrDefault("en", "");
  }

  /**
   * Skill points held once {@code level} is trained: 250 × rank × √32^(level − 1), rounded up.
   *
   * @param level 0 to 5; 0 gives 0
   */
  public long pointsAt(int level) {
    if (level < 0 || level > MAX_LEVEL) {
      throw new IllegalArgumentException("level must be 0 to 5, was " + level);
    }
    return level == 0 ? 0 : (long) Math.ceil(250.0 * rank * Math.pow(2, 2.5 * (level - 1)));
  }
}
