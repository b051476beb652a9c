package dev.evenomad.esi.client;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of item types from ESI through the cache; see {@link ReadThrough}. Thread-safe. */
final class EsiTypeNames implements TypeNames {

  private final ReadThrough<Question, Optional<String>, String> names;

  EsiTypeNames(EsiClient esi, ReadThroughs readThroughs) {
    names = readThroughs.of(new Source(esi));
  }

  @Override
  public Map<TypeId, String> names(Set<TypeId> types, Language language) {
    Map<TypeId, String> found = new HashMap<>();
    names
        .findAll(types.stream().map(type -> new Question(type, language)).toList())
        .forEach(
            (question, lookup) -> {
              if (lookup instanceof Lookup.Found<String> name) {
                found.put(question.type, name.value());
              }
            });
    return Map.copyOf(found);
  }

  private record Question(TypeId type, Language language) {}

  private record Source(EsiClient esi)
      implements ReadThrough.Source<Question, Optional<String>, String> {

    @Override
    public EsiRoute route() {
      return EsiRoute.TYPE;
    }

    @Override
    public CacheKey key(Question question) {
      return new CacheKey(
          "universe", "types-" + question.language.code(), question.type.toString());
    }

    @Override
    public Fetched<Optional<String>> ask(Question question, Optional<ETag> known) {
      return esi.get(
          EsiCall.of(EsiRoute.TYPE, question.type.value()).knowing(known).in(question.language),
          payload -> name(question.type, payload));
    }

    @Override
    public JsonValue kept(Optional<String> name) {
      return name.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
    }

    @Override
    public String read(JsonValue kept) {
      if (kept instanceof JsonString name) {
        return name.value();
      }
      throw new InvalidPayloadException("the name is not a text");
    }

    /** Empty for a type without a name, which EVE has among those that are not published. */
    private static Optional<String> name(TypeId asked, Payload type) {
      if (type.number("type_id") != asked.value()) {
        throw new InvalidPayloadException("type_id is not the one that was asked for");
      }
      return Optional.of(type.text("name")).filter(name -> !name.isBlank());
    }
  }
}
