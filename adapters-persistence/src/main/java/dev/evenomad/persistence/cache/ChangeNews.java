package dev.evenomad.persistence.cache;

import dev.evenomad.domain.cache.CacheKey;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one process tells the others about the cache: {@code cache esi:universe:types:34} has
 * changed, or all that begins with {@code esi:characters:2112625428:}, of which {@code *} stands
 * for the rest.
 */
final class ChangeNews {

  private static final String TOPIC = "cache ";
  private static final String ANY = "*";

  private ChangeNews() {}

  static String of(CacheKey key) {
    return TOPIC + key;
  }

  static String ofAll(String category, String subcategory) {
    return TOPIC + beginning(category, subcategory) + ANY;
  }

  /** What to do about it; empty if it is about something else. */
  static Optional<Consumer<CaffeineCache>> read(String news) {
    if (!news.startsWith(TOPIC)) {
      return Optional.empty();
    }
    String changed = news.substring(TOPIC.length());
    return changed.endsWith(ANY)
        ? CacheKey.parse(changed.substring(0, changed.length() - 1) + "0")
            .map(any -> cache -> cache.forgetAll(any.category(), any.subcategory()))
        : CacheKey.parse(changed).map(key -> cache -> cache.forget(key));
  }

  /** How all keys begin that differ in their last part only. */
  static String beginning(String category, String subcategory) {
    String any = new CacheKey(category, subcategory, "0").toString();
    return any.substring(0, any.length() - 1);
  }
}
