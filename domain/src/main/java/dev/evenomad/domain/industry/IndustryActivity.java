package dev.evenomad.domain.industry;

import java.util.Arrays;
import java.util.Locale;

/** What an industry job does. */
public enum IndustryActivity {
  MANUFACTURING(1),
  TIME_EFFICIENCY_RESEARCH(3),
  MATERIAL_EFFICIENCY_RESEARCH(4),
  COPYING(5),
  INVENTION(8),
  /** Known to ESI as 9 or 11. */
  REACTION(9),
  /** One that EVE has added since. */
  UNKNOWN(0);

  private static final int OTHER_REACTION = 11;

  private final int esiId;

  IndustryActivity(int esiId) {
    this.esiId = esiId;
  }

  /** The activity that ESI calls by that number; {@link #UNKNOWN} if there is none. */
  public static IndustryActivity ofEsiId(long id) {
    if (id == OTHER_REACTION) {
      return REACTION;
    }
    return Arrays.stream(values())
        .filter(activity -> activity.esiId == id)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The name outside of Java, such as {@code manufacturing}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
