package dev.evenomad.domain.skill;

/**
 * A level that a skill is trained to.
 *
 * @param value 1 to 5
 */
public record SkillLevel(int value) {

  private static final String[] ROMAN = {"I", "II", "III", "IV", "V"};

  public SkillLevel {
    if (value < 1 || value > 5) {
      throw new IllegalArgumentException("a skill level is 1 to 5, was " + value);
    }
  }

  /** As EVE shows it: {@code I} to {@code V}. */
  public String roman() {
    return ROMAN[value - 1];
  }
}
