package dev.evenomad.domain.environment;

/**
 * A source of ids for new records. Implementations are thread-safe, and no two processes ever get
 * the same id.
 */
@FunctionalInterface
public interface Ids {

  /** The longest id that is accepted, in characters. */
  int MAX_LENGTH = 64;

  /** A new id that was never given before: a CUID, such as {@code cmwtqdskv0000y97dhf424969}. */
  String next();

  /**
   * Checks an id from outside. Records that were moved in from another system keep their ids, so
   * any visible text of up to {@value #MAX_LENGTH} ASCII characters is one.
   *
   * @param what what the id identifies, for the message
   * @throws IllegalArgumentException if {@code id} is not such a text
   */
  static String require(String what, String id) {
    if (id.isEmpty()
        || id.length() > MAX_LENGTH
        || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          what + " id must be 1 to " + MAX_LENGTH + " visible ASCII characters");
    }
    return id;
  }
}
