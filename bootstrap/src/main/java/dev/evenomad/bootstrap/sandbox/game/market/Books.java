package dev.evenomad.bootstrap.sandbox.game.market;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The pilots' open orders by region and type. Thread-safe. */
final class Books {

  private record Shelf(long regionId, int typeId) {}

  private final Map<Long, Shelf> shelves = new ConcurrentHashMap<>();
  private final Map<Long, Map<Integer, Map<Long, MarketOrder>>> regions = new ConcurrentHashMap<>();

  void put(MarketOrder order) {
    var regionId = order.place().regionId();
    shelves.put(order.orderId(), new Shelf(regionId, order.typeId()));
    regions
        .computeIfAbsent(regionId, id -> new ConcurrentHashMap<>())
        .computeIfAbsent(order.typeId(), id -> new ConcurrentHashMap<>())
        .put(order.orderId(), order);
  }

  void remove(long orderId) {
    Optional.ofNullable(shelves.remove(orderId))
        .map(shelf -> regions.getOrDefault(shelf.regionId(), Map.of()).get(shelf.typeId()))
        .ifPresent(orders -> orders.remove(orderId));
  }

  List<MarketOrder> of(long regionId, Optional<Integer> typeId, Instant now) {
    var types = regions.getOrDefault(regionId, Map.of());
    Stream<Map<Long, MarketOrder>> shelved =
        typeId
            .map(id -> Stream.of(types.getOrDefault(id, Map.of())))
            .orElseGet(() -> types.values().stream());
    return shelved
        .map(Map::values)
        .flatMap(Collection::stream)
        .filter(order -> !order.isOverAt(now))
        .sorted(Comparator.comparingLong(MarketOrder::orderId))
        .toList();
  }

  void clear() {
    shelves.clear();
    regions.clear();
  }
}
