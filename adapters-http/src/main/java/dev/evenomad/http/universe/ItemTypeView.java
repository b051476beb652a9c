package dev.evenomad.http.universe;

import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.universe.ItemType;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What EVE tells everybody about an item type, in the pilot's language.
 *
 * @param typeId EVE's id
 * @param asOf when EVE last confirmed it
 * @param stale whether EVE would be asked again if it could be
 * @param name what it is called
 * @param description in EVE's subset of HTML; may be empty
 * @param groupId EVE's id of the group that it belongs to
 * @param marketGroupId where the market lists it; null if it cannot be traded there
 * @param published whether it is part of the game today
 * @param volume in m³ when assembled; null if EVE does not say
 * @param packagedVolume in m³ when packaged; null if EVE does not say
 */
@Serdeable.Serializable
@Schema(name = "ItemType")
record ItemTypeView(
    long typeId,
    Instant asOf,
    boolean stale,
    String name,
    String description,
    long groupId,
    @Nullable Long marketGroupId,
    boolean published,
    @Nullable Double volume,
    @Nullable Double packagedVolume) {

  static ItemTypeView of(Lookup.Found<ItemType> found) {
    ItemType type = found.value();
    return new ItemTypeView(
        type.id().value(),
        found.asOf(),
        found.stale(),
        type.name(),
        type.description(),
        type.group(),
        type.marketGroup().orElse(null),
        type.published(),
        nullable(type.volume()),
        nullable(type.packagedVolume()));
  }

  private static @Nullable Double nullable(OptionalDouble number) {
    return number.isPresent() ? (Double) number.getAsDouble() : null;
  }
}
