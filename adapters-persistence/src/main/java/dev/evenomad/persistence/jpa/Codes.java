package dev.evenomad.persistence.jpa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Enum constants as the database writes them: in lower case, as the original did. */
final class Codes {

  private Codes() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E parse(Class<E> type, String code) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(code)) {
        return constant;
      }
    }
    throw unknown(type, code);
  }

  /** As above, but {@code unknown} for a code that another version wrote, or for none. */
  static <E extends Enum<E>> E parse(@Nullable String code, E unknown) {
    for (E constant : unknown.getDeclaringClass().getEnumConstants()) {
      if (of(constant).equals(code)) {
        return constant;
      }
    }
    return unknown;
  }

  static IllegalStateException unknown(Class<?> type, String code) {
    return new IllegalStateException(
        "the database holds the %s '%s', which this version does not know"
            .formatted(type.getSimpleName(), code));
  }
}
