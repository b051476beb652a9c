package dev.evenomad.esi.client;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
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
    return KeptNames.found(
        names.findAll(types.stream().map(type -> new Question(type, language)).toList()),
        Question::type);
  }

  private record Question(TypeId type, Language language) {}

  private record Source(EsiClient esi)
      implements ReadThrough.OneByOne<Question, Optional<String>, String> {

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
      return KeptNames.kept(name);
    }

    @Override
    public String read(JsonValue kept) {
      return KeptNames.read(kept);
    }

    /** Empty for a type without a name, which EVE has among those that are not published. */
    private static Optional<String> name(TypeId asked, Payload type) {
      if (type.number("type_id") != asked.value()) {
        throw new InvalidPayloadException("type_id is not the one that was asked for");
      }
      return KeptNames.name(type);
    }
  }
}
