package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a {@link ScriptedEve} tells everybody: item types and the markets of regions. Answers at
 * once with what the test has said last; while ESI is down, with what was told last. Thread-safe.
 */
public final class ScriptedUniverse implements ItemTypes, RegionMarkets {

  /** Those that sell first, the cheapest at the front; then the dearest of those that buy. */
  private static final Comparator<RegionOrder> AS_LISTED =
      Comparator.comparing(RegionOrder::buy)
          .thenComparing(order -> order.buy() ? order.price().negate() : order.price());

  private final InstantSource clock;
  private final Supplier<Optional<Duration>> outage;
  private final Map<TypeId, Map<Language, ItemType>> types = new HashMap<>();
  private final Map<Market, List<RegionOrder>> markets = new HashMap<>();
  private final Map<Object, Told<?>> told = new HashMap<>();

  /**
   * A universe without anything in it.
   *
   * @param outage how long to wait before ESI may be asked; empty if it answers
   */
  ScriptedUniverse(InstantSource clock, Supplier<Optional<Duration>> outage) {
    this.clock = clock;
    this.outage = outage;
  }

  /** There is that item type, with its texts in that language. */
  public synchronized void addType(ItemType type, Language language) {
    types.computeIfAbsent(type.id(), unknown -> new EnumMap<>(Language.class)).put(language, type);
  }

  /** Those are all orders for that type in that region now. */
  public synchronized void setOrders(RegionId region, TypeId type, List<RegionOrder> orders) {
    markets.put(new Market(region, type), orders.stream().sorted(AS_LISTED).toList());
  }

  @Override
  public Lookup<ItemType> find(TypeId type, Language language) {
    return look(
        new Texts(type, language),
        () -> Optional.ofNullable(types.getOrDefault(type, Map.of()).get(language)));
  }

  @Override
  public Lookup<List<RegionOrder>> orders(RegionId region, TypeId type) {
    Market market = new Market(region, type);
    return look(market, () -> Optional.of(markets.getOrDefault(market, List.of())));
  }

  /** What was told before under the same question is of the same type. */
  @SuppressWarnings("unchecked")
  private <T> Lookup<T> look(Object question, Supplier<Optional<T>> resource) {
    Optional<Duration> wait = outage.get();
    synchronized (this) {
      if (wait.isPresent()) {
        return Optional.ofNullable((Told<T>) told.get(question))
            .<Lookup<T>>map(before -> new Lookup.Found<>(before.value, before.at, true))
            .orElseGet(() -> new Lookup.Unavailable<>(wait.get()));
      }
      Instant now = clock.instant();
      Optional<T> value = resource.get();
      value.ifPresent(known -> told.put(question, new Told<>(known, now)));
      return value
          .<Lookup<T>>map(known -> new Lookup.Found<>(known, now, false))
          .orElseGet(Lookup.Absent::new);
    }
  }

  private record Texts(TypeId type, Language language) {}

  private record Market(RegionId region, TypeId type) {}

  private record Told<T>(T value, Instant at) {}
}
