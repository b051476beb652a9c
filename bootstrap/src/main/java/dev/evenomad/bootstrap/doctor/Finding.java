package dev.evenomad.bootstrap.doctor;

import java.util.List;

/**
 * What was found of one part. Holds no secret.
 *
 * @param part its name, such as {@code database}
 * @param what what it is, or what is wrong with it
 * @param cures what to do, one after the other or one of them; empty if there is nothing to do
 */
public record Finding(String part, State state, String what, List<String> cures) {

  /** Whether a part can be used. */
  public enum State {
    /** It can. */
    OK,
    /** It can, but something about it should be changed. */
    WARNING,
    /** It cannot. */
    PROBLEM,
    /** That was not looked at, because there is no need to, or something else has to come first. */
    SKIPPED
  }

  /** Copies. */
  public Finding {
    cures = List.copyOf(cures);
  }

  static Finding ok(String part, String what) {
    return new Finding(part, State.OK, what, List.of());
  }

  static Finding warning(String part, String what, String... cures) {
    return new Finding(part, State.WARNING, what, List.of(cures));
  }

  static Finding problem(String part, String what, String... cures) {
    return new Finding(part, State.PROBLEM, what, List.of(cures));
  }

  static Finding skipped(String part, String why) {
    return new Finding(part, State.SKIPPED, why, List.of());
  }
}
