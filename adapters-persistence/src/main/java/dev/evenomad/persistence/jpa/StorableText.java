package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.text.WellFormedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses in plain words what PostgreSQL would refuse with an encoding error. */
final class StorableText {

  private StorableText() {}

  /**
   * The same text.
   *
   * @throws IllegalArgumentException if it contains NUL or half of a surrogate pair
   */
  static String check(String what, String text) {
    return WellFormedText.require("the " + what, text);
  }

  static @Nullable String check(String what, Optional<String> text) {
    return text.map(present -> check(what, present)).orElse(null);
  }
}
