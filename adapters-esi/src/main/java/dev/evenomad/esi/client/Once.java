package dev.evenomad.esi.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists in which ESI may repeat itself. */
final class Once {

  private Once() {}

  /**
   * The items without those that are there before: pages may overlap.
   *
   * @throws InvalidPayloadException if two of them have the same id and are not equal
   */
  static <T> List<T> each(List<T> items, Function<T, Object> id) {
    Map<Object, T> byId = new LinkedHashMap<>();
    for (T item : items) {
      T before = byId.putIfAbsent(id.apply(item), item);
      if (before != null && !before.equals(item)) {
        throw new InvalidPayloadException("an item is listed twice, and not alike");
      }
    }
    return List.copyOf(byId.values());
  }
}
