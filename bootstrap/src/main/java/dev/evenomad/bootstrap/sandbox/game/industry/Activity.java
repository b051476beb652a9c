package dev.evenomad.bootstrap.sandbox.game.industry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an industry job does. */
public enum Activity {
  MANUFACTURING(1),
  TIME_EFFICIENCY_RESEARCH(3),
  MATERIAL_EFFICIENCY_RESEARCH(4),
  COPYING(5),
  INVENTION(8),
  REACTION(9);

  private final int id;

  Activity(int id) {
    this.id = id;
  }

  /** The id of the activity in EVE's static data. */
  public int id() {
    return id;
  }

  /** The name in the control API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The activity with this name in the control API, or empty. */
  public static Optional<Activity> named(String label) {
    return Arrays.stream(values()).filter(activity -> activity.label().equals(label)).findFirst();
  }

  /** The names in the control API. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Activity::label).toList();
  }
}
