package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.CachedData;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of characters, corporations, stations and the like from ESI through the cache. What the
 * cache lacks is asked for in one call. ESI refuses a list as a whole if it does not know one of
 * its ids, and each refusal counts as an error: such a list is halved until the culprit is found,
 * which is remembered as nameless, and at most so often that the errors do not matter; what is left
 * then is asked for the next time. Thread-safe.
 */
final class EsiEntityNames implements EntityNames {

  private static final Logger LOG = LoggerFactory.getLogger(EsiEntityNames.class);

  /** ESI's own limit. */
  private static final int MOST_IDS = 1000;

  /** Enough to find one culprit among as many ids as there can be. */
  private static final int MOST_REFUSALS = 10;

  private final EsiClient esi;
  private final Cache cache;
  private final InstantSource clock;

  EsiEntityNames(EsiClient esi, Cache cache, InstantSource clock) {
    this.esi = esi;
    this.cache = cache;
    this.clock = clock;
  }

  @Override
  public Map<EntityId, String> names(Set<EntityId> entities) {
    if (entities.isEmpty()) {
      return Map.of();
    }
    Map<CacheKey, CachedData> cached =
        cache.findAll(entities.stream().map(EsiEntityNames::key).toList());
    Instant now = clock.instant();
    Map<EntityId, String> names = new HashMap<>();
    List<EntityId> wanted = new ArrayList<>();
    for (EntityId entity : entities) {
      Optional<CachedData> copy = Optional.ofNullable(cached.get(key(entity)));
      copy.flatMap(EsiEntityNames::name).ifPresent(name -> names.put(entity, name));
      if (copy.filter(data -> data.freshAt(now)).isEmpty()) {
        wanted.add(entity);
      }
    }
    wanted.sort(Comparator.comparingLong(EntityId::value));
    Lookup lookup = new Lookup(names);
    for (int from = 0; from < wanted.size(); from += MOST_IDS) {
      lookup.ask(wanted.subList(from, Math.min(from + MOST_IDS, wanted.size())));
    }
    return Map.copyOf(names);
  }

  /** One lookup of names that are not in the cache. Confined to its thread. */
  private final class Lookup {
    private final Map<EntityId, String> names;
    private int refusals;

    Lookup(Map<EntityId, String> names) {
      this.names = names;
    }

    void ask(List<EntityId> entities) {
      if (refusals >= MOST_REFUSALS) {
        return;
      }
      Fetched<Map<EntityId, String>> answer =
          esi.get(
              EsiCall.of(EsiRoute.NAMES).sending(entities.stream().map(EntityId::value).toList()),
              EsiEntityNames::read);
      switch (answer) {
        case Fetched.Fresh<Map<EntityId, String>> fresh ->
            fresh
                .value()
                .forEach(
                    (entity, name) -> {
                      names.put(entity, name);
                      keep(entity, new JsonString(name));
                    });
        case Fetched.Absent<Map<EntityId, String>> _ -> {
          refusals++;
          if (entities.size() == 1) {
            keep(entities.getFirst(), JsonNull.NULL);
          } else {
            int half = entities.size() / 2;
            ask(entities.subList(0, half));
            ask(entities.subList(half, entities.size()));
          }
        }
        default -> LOG.debug("{} names cannot be read now: {}", entities.size(), answer);
      }
    }
  }

  private void keep(EntityId entity, JsonValue name) {
    Instant now = clock.instant();
    cache.put(
        new CachedData(
            key(entity), name, Optional.empty(), EsiRoute.NAMES.lifetime().endOf(now), now));
  }

  private static Map<EntityId, String> read(Payload answer) {
    Map<EntityId, String> names = new HashMap<>();
    for (Named named :
        answer.items(item -> new Named(new EntityId(item.number("id")), item.text("name")))) {
      names.put(named.id, named.name);
    }
    return names;
  }

  private static Optional<String> name(CachedData data) {
    return data.data() instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
  }

  private static CacheKey key(EntityId entity) {
    return new CacheKey("universe", "names", entity.toString());
  }

  private record Named(EntityId id, String name) {}
}
