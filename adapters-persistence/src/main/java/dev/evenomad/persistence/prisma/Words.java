package dev.evenomad.persistence.prisma;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The words that stand for constants, in both databases. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant that a text stands for, whatever its case and hyphens; empty if for none. */
  static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
    String word = text.strip().replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(word))
        .findFirst();
  }

  /** As above, for a column that may be empty. */
  static <E extends Enum<E>> Optional<E> find(Class<E> type, SourceRow row, String column)
      throws SQLException {
    return row.optionalText(column).flatMap(text -> find(type, text));
  }
}
