package dev.evenomad.persistence.jpa;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses in plain words what PostgreSQL would refuse with an encoding error. */
final class StorableText {

  private StorableText() {}

  /**
   * The same text.
   *
   * @throws IllegalArgumentException if it contains NUL
   */
  static String check(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the " + what + " contains the character NUL, which PostgreSQL cannot store");
    }
    return text;
  }

  static @Nullable String check(String what, Optional<String> text) {
    return text.map(present -> check(what, present)).orElse(null);
  }
}
