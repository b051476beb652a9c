package dev.evenomad.bootstrap.config;

/**
 * Something wrong with an environment variable. Never holds its value.
 *
 * @param what what is wrong
 * @param cure how to make it right
 */
public record Problem(String variable, String what, String cure) {

  /** Variable, fault and cure in two lines. */
  public String render() {
    return "%s %s%n    %s".formatted(variable, what, cure);
  }
}
