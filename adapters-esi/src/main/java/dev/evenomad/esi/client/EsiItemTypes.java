package dev.evenomad.esi.client;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** Item types from ESI through the cache; see {@link ReadThrough}. Thread-safe. */
final class EsiItemTypes implements ItemTypes {

  private final ReadThrough<Question, JsonValue, ItemType> types;

  EsiItemTypes(EsiClient esi, ReadThroughs readThroughs) {
    types = readThroughs.of(new Source(esi));
  }

  @Override
  public Lookup<ItemType> find(TypeId type, Language language) {
    return types.find(new Question(type, language));
  }

  private record Question(TypeId type, Language language) {}

  private record Source(EsiClient esi)
      implements ReadThrough.OneByOne<Question, JsonValue, ItemType> {

    @Override
    public EsiRoute route() {
      return EsiRoute.TYPE;
    }

    /** Apart from the names, of which many are read at once. */
    @Override
    public CacheKey key(Question question) {
      return new CacheKey(
          "universe", "types-whole-" + question.language.code(), question.type.toString());
    }

    @Override
    public Fetched<JsonValue> ask(Question question, Optional<ETag> known) {
      return esi.get(
          EsiCall.of(EsiRoute.TYPE, question.type.value()).knowing(known).in(question.language),
          payload -> {
            if (!type(payload).id().equals(question.type)) {
              throw new InvalidPayloadException("type_id is not the one that was asked for");
            }
            return payload.only(
                "type_id",
                "name",
                "description",
                "group_id",
                "market_group_id",
                "published",
                "volume",
                "packaged_volume");
          });
    }

    @Override
    public JsonValue kept(JsonValue answer) {
      return answer;
    }

    @Override
    public ItemType read(JsonValue kept) {
      return type(Payload.kept(kept));
    }

    private static ItemType type(Payload type) {
      return new ItemType(
          new TypeId(type.number("type_id")),
          type.text("name"),
          type.text("description"),
          type.number("group_id"),
          type.optionalNumber("market_group_id"),
          type.optionalTruth("published").orElse(false),
          decimal(type.optionalDecimal("volume")),
          decimal(type.optionalDecimal("packaged_volume")));
    }

    private static OptionalDouble decimal(Optional<BigDecimal> value) {
      return value.stream().mapToDouble(BigDecimal::doubleValue).findFirst();
    }
  }
}
