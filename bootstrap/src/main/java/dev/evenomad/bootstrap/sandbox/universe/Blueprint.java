package dev.evenomad.bootstrap.sandbox.universe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A blueprint or reaction formula.
 *
 * @param type the blueprint itself
 * @param activities what can be done with it, by rising activity id
 */
public record Blueprint(ItemType type, List<Activity> activities) {

  /** Activity ids of the game. */
  public static final int MANUFACTURING = 1;

  public static final int TIME_RESEARCH = 3;
  public static final int MATERIAL_RESEARCH = 4;
  public static final int COPYING = 5;
  public static final int INVENTION = 8;
  public static final int REACTION = 9;

  /**
   * Something that can be done with a blueprint.
   *
   * @param id activity id, such as {@link #MANUFACTURING}
   * @param time of one run, without skills and bonuses
   * @param product what comes out; empty for research and copying
   */
  public record Activity(int id, Duration time, Optional<Product> product) {}

  /**
   * What an activity yields.
   *
   * @param typeId type id
   * @param quantity per run
   * @param probability of success, below 1 for inventions
   */
  public record Product(int typeId, int quantity, Optional<Double> probability) {}

  public Blueprint {
    activities = List.copyOf(activities);
  }

  /** What this activity does, or empty when it cannot be done with this blueprint. */
  public Optional<Activity> activity(int id) {
    return activities.stream().filter(activity -> activity.id() == id).findFirst();
  }
}
