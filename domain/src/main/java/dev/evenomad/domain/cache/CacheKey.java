package dev.evenomad.domain.cache;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a piece of ESI data: {@code esi:<category>:<subcategory>:<id>}, such as {@code
 * esi:universe:types:34} or {@code esi:market:10000002:orders}.
 *
 * @param category 1 to 80 ASCII letters, digits, {@code -}, {@code _} or {@code .}, as the others
 */
public record CacheKey(String category, String subcategory, String id) {

  private static final String PART = "[A-Za-z0-9._-]{1,80}";
  private static final Pattern FORM =
      Pattern.compile("esi:(" + PART + "):(" + PART + "):(" + PART + ")");
  private static final Pattern ONE_PART = Pattern.compile(PART);

  public CacheKey {
    if (!ONE_PART.matcher(category).matches()
        || !ONE_PART.matcher(subcategory).matches()
        || !ONE_PART.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "each part of a cache key is 1 to 80 characters out of A-Z a-z 0-9 . _ -");
    }
  }

  /** Reads a key as {@link #toString} prints it; empty if it is not one. */
  public static Optional<CacheKey> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new CacheKey(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "esi:" + category + ":" + subcategory + ":" + id;
  }
}
