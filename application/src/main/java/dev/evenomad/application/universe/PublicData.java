package dev.evenomad.application.universe;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.market.RegionOrder;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.RegionId;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What EVE tells everybody, in the language of the pilot who asks. Thread-safe. */
public final class PublicData {

  private final AllSettings settings;
  private final ItemTypes itemTypes;
  private final RegionMarkets regionMarkets;
  private final TypeNames typeNames;
  private final EntityNames entityNames;

  /** Over these ports. */
  public PublicData(
      AllSettings settings,
      ItemTypes itemTypes,
      RegionMarkets regionMarkets,
      TypeNames typeNames,
      EntityNames entityNames) {
    this.settings = settings;
    this.itemTypes = itemTypes;
    this.regionMarkets = regionMarkets;
    this.typeNames = typeNames;
    this.entityNames = entityNames;
  }

  /** That item type. */
  public Lookup<ItemType> itemType(UserId user, TypeId type) {
    return itemTypes.find(type, language(user));
  }

  /** All orders for {@code type} in {@code region}, as {@link RegionMarkets#orders} sorts them. */
  public Lookup<List<RegionOrder>> orders(RegionId region, TypeId type) {
    return regionMarkets.orders(region, type);
  }

  /** The names of those; what has none, or none that can be learned now, is left out. */
  public Names names(UserId user, Set<TypeId> types, Set<EntityId> entities) {
    return new Names(
        types.isEmpty() ? Map.of() : typeNames.names(types, language(user)),
        entities.isEmpty() ? Map.of() : entityNames.names(entities));
  }

  private Language language(UserId user) {
    return settings.find(user).map(UserSettings::language).orElse(Language.EN);
  }
}
