package dev.evenomad.esi.client;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of characters, corporations, stations and the like from ESI through the cache; see {@link
 * ReadThrough}. What the cache lacks is asked for together. ESI refuses a list as a whole if it
 * does not know one of its ids, and each refusal counts as an error: such a list is halved until
 * the culprit is found, which is remembered as nameless. Thread-safe.
 */
final class EsiEntityNames implements EntityNames {

  private static final Logger LOG = LoggerFactory.getLogger(EsiEntityNames.class);

  /** ESI's own limit. */
  private static final int MOST_IDS = 1000;

  /** One culprit among as many ids as there can be costs twenty, ten of which are refused. */
  private static final int MOST_CALLS = 30;

  private static final int MOST_REFUSALS = 12;

  private final ReadThrough<EntityId, Optional<String>, String> names;

  EsiEntityNames(EsiClient esi, ReadThroughs readThroughs) {
    names = readThroughs.of(new Source(esi, readThroughs.clock(), readThroughs.patience()));
  }

  @Override
  public Map<EntityId, String> names(Set<EntityId> entities) {
    return KeptNames.found(names.findAll(entities), entity -> entity);
  }

  private record Source(EsiClient esi, InstantSource clock, Duration patience)
      implements ReadThrough.Batches<EntityId, Optional<String>, String> {

    @Override
    public EsiRoute route() {
      return EsiRoute.NAMES;
    }

    @Override
    public CacheKey key(EntityId entity) {
      return new CacheKey("universe", "names", entity.toString());
    }

    @Override
    public void ask(Set<EntityId> entities, BiConsumer<EntityId, Fetched<Optional<String>>> told) {
      List<EntityId> sorted =
          entities.stream().sorted(Comparator.comparingLong(EntityId::value)).toList();
      Asking asking = new Asking(esi, clock, told, Deadline.in(patience));
      for (int from = 0; from < sorted.size(); from += MOST_IDS) {
        asking.ask(sorted.subList(from, Math.min(from + MOST_IDS, sorted.size())));
      }
    }

    @Override
    public JsonValue kept(Optional<String> name) {
      return KeptNames.kept(name);
    }

    @Override
    public String read(JsonValue kept) {
      return KeptNames.read(kept);
    }
  }

  /**
   * Asks for many names, until there are enough calls or refusals, the time is over, or ESI cannot
   * be asked; what is left then is asked for the next time. Confined to its thread.
   */
  private static final class Asking {
    private final EsiClient esi;
    private final InstantSource clock;
    private final BiConsumer<EntityId, Fetched<Optional<String>>> told;
    private final Deadline deadline;
    private int calls;
    private int refusals;
    private boolean over;

    Asking(
        EsiClient esi,
        InstantSource clock,
        BiConsumer<EntityId, Fetched<Optional<String>>> told,
        Deadline deadline) {
      this.esi = esi;
      this.clock = clock;
      this.told = told;
      this.deadline = deadline;
    }

    /** Tells all of them if ESI knows all; else as many as it may. Whether it knows all. */
    boolean ask(List<EntityId> entities) {
      if (over || calls == MOST_CALLS || refusals == MOST_REFUSALS || deadline.left().isZero()) {
        return false;
      }
      calls++;
      Fetched<Map<EntityId, Optional<String>>> answer =
          esi.get(
              EsiCall.of(EsiRoute.NAMES).sending(entities.stream().map(EntityId::value).toList()),
              payload -> names(entities, payload));
      return switch (answer) {
        case Fetched.Fresh<Map<EntityId, Optional<String>>> fresh -> {
          tell(entities, fresh.value());
          yield true;
        }
        case Fetched.Absent<Map<EntityId, Optional<String>>> _ -> {
          refusals++;
          if (entities.size() == 1) {
            told.accept(entities.getFirst(), new Fetched.Absent<>());
          } else {
            halve(entities);
          }
          yield false;
        }
        case Fetched.NotModified<Map<EntityId, Optional<String>>> _,
            Fetched.Unauthorized<Map<EntityId, Optional<String>>> _,
            Fetched.Forbidden<Map<EntityId, Optional<String>>> _,
            Fetched.Throttled<Map<EntityId, Optional<String>>> _,
            Fetched.Unavailable<Map<EntityId, Optional<String>>> _ -> {
          over = true;
          LOG.debug("{} names cannot be read now: {}", entities.size(), answer);
          yield false;
        }
      };
    }

    /** Asks for those of which ESI has refused the whole. */
    private void halve(List<EntityId> entities) {
      List<EntityId> first = entities.subList(0, entities.size() / 2);
      List<EntityId> second = entities.subList(first.size(), entities.size());
      if (ask(first) && second.size() > 1) {
        // The culprit is among them: ESI would only refuse them once more.
        halve(second);
      } else {
        ask(second);
      }
    }

    /** For as long as the route says: what headers say is of a list that nobody asks for again. */
    private void tell(List<EntityId> entities, Map<EntityId, Optional<String>> names) {
      Instant freshUntil = EsiRoute.NAMES.lifetime().endOf(clock.instant());
      for (EntityId entity : entities) {
        told.accept(
            entity,
            new Fetched.Fresh<>(
                names.getOrDefault(entity, Optional.empty()), Optional.empty(), freshUntil));
      }
    }

    private static Map<EntityId, Optional<String>> names(List<EntityId> asked, Payload answer) {
      Map<EntityId, Optional<String>> names = new HashMap<>();
      Set<EntityId> expected = new HashSet<>(asked);
      for (Named named : Once.each(answer.items(Named::read), Named::id)) {
        if (!expected.contains(named.id)) {
          throw new InvalidPayloadException("id is not one that was asked for");
        }
        names.put(named.id, named.name);
      }
      return names;
    }
  }

  private record Named(EntityId id, Optional<String> name) {

    static Named read(Payload item) {
      return new Named(new EntityId(item.number("id")), KeptNames.name(item));
    }
  }
}
