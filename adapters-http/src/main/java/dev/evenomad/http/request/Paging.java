package dev.evenomad.http.request;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters that every list in pages has. */
public final class Paging {

  private static final int USUAL = 50;

  private Paging() {}

  /**
   * Reads the parameter {@code limit}.
   *
   * @param most what is allowed
   * @return 50 if it is not given
   */
  public static int limit(@Nullable String text, int most) {
    return Input.optional("limit", text)
        .map(given -> given.as("1 to " + most, number -> within(Integer.parseInt(number), most)))
        .orElse(USUAL);
  }

  private static int within(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException();
    }
    return limit;
  }

  /**
   * Reads the parameter {@code cursor}.
   *
   * @param place what a cursor stands for in the list
   * @return empty if it is not given: for the first page
   */
  public static <T> Optional<T> after(@Nullable String text, Function<Cursor, T> place) {
    return Input.optional("cursor", text)
        .map(
            given ->
                given.as("the nextCursor of a page", cursor -> place.apply(Cursor.parse(cursor))));
  }
}
