package dev.evenomad.bootstrap.sandbox.universe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the tables beside this package. */
final class Rows {

  /** One row; a column that is left out at its end is empty. */
  record Row(List<String> cells) {

    String text(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    int number(int column) {
      return Integer.parseInt(text(column));
    }

    double decimal(int column) {
      return Double.parseDouble(text(column));
    }

    boolean has(int column) {
      return !text(column).isEmpty();
    }

    Optional<Integer> optionalNumber(int column) {
      return has(column) ? Optional.of(number(column)) : Optional.empty();
    }

    Optional<Double> optionalDecimal(int column) {
      return has(column) ? Optional.of(decimal(column)) : Optional.empty();
    }
  }

  private Rows() {}

  static List<Row> of(String table) {
    var name = table + ".tsv";
    try (var resource = Rows.class.getResourceAsStream(name)) {
      var text =
          new String(
              Objects.requireNonNull(resource, name + " is missing").readAllBytes(),
              StandardCharsets.UTF_8);
      return text.lines().map(line -> new Row(List.of(line.split("\t", -1)))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
