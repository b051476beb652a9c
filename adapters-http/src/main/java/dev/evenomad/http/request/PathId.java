package dev.evenomad.http.request;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.http.error.Problem;
import java.util.function.Function;

/** Reads ids in paths: what cannot be an id is nothing's id, and so not found. */
public final class PathId {

  private PathId() {}

  /** A character's id. */
  public static CharacterId character(String text) {
    return of(text, id -> new CharacterId(Long.parseLong(id)));
  }

  /**
   * An id that {@code type} makes of a text.
   *
   * @param type refuses what is none with an {@link IllegalArgumentException}
   */
  public static <T> T of(String text, Function<String, T> type) {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException notAnId) {
      throw Problem.notFound();
    }
  }
}
