package dev.evenomad.http.planet;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.domain.universe.TypeId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The planetary colonies of a character.
 *
 * @param characterId EVE's id
 * @param asOf when EVE last confirmed it; null until it was read for the first time
 * @param stale whether a newer reading is overdue or there is none yet
 * @param items in EVE's order
 */
@Serdeable.Serializable
@Schema(name = "Planets")
record PlanetsView(
    long characterId, @Nullable Instant asOf, boolean stale, List<ColonyView> items) {

  static PlanetsView of(CharacterId character, View<Colonies> view, Names names) {
    List<Colony> colonies = view.snapshot().map(Colonies::watched).orElse(List.of());
    return new PlanetsView(
        character.value(),
        view.snapshot().map(Colonies::asOf).orElse(null),
        view.stale() || view.snapshot().isEmpty(),
        colonies.stream().map(colony -> ColonyView.of(colony, names)).toList());
  }

  /**
   * A colony as it was when its pilot last opened it.
   *
   * @param planetId EVE's id of the planet
   * @param planetType what the planet is like; unknown if EVE has added it since
   * @param systemId EVE's id of the solar system
   * @param systemName null if it is not known
   * @param commandCenterLevel 0 to 5
   * @param pins how many buildings it has
   * @param updatedAt when its pilot last opened it
   * @param extractors its extractor control units
   */
  @Serdeable.Serializable
  @Schema(name = "Colony")
  record ColonyView(
      long planetId,
      @Schema(ref = "#/components/schemas/PlanetType") String planetType,
      long systemId,
      @Nullable String systemName,
      int commandCenterLevel,
      int pins,
      Instant updatedAt,
      List<ExtractorView> extractors) {

    static ColonyView of(Colony colony, Names names) {
      return new ColonyView(
          colony.planet().value(),
          colony.type().code(),
          colony.system().value(),
          names.of(new EntityId(colony.system().value())).orElse(null),
          colony.commandCenterLevel(),
          colony.pins(),
          colony.lastUpdate(),
          colony.extractors().stream().map(unit -> ExtractorView.of(unit, names)).toList());
    }
  }

  /**
   * An extractor control unit and its programme.
   *
   * @param pinId EVE's id
   * @param productTypeId EVE's type id of what it extracts; null if it has no programme
   * @param productTypeName null if it is not known
   * @param installedAt when the programme was begun; null if it has none
   * @param expiresAt when the programme ends; null if it has none
   */
  @Serdeable.Serializable
  @Schema(name = "Extractor")
  record ExtractorView(
      long pinId,
      @Nullable Long productTypeId,
      @Nullable String productTypeName,
      @Nullable Instant installedAt,
      @Nullable Instant expiresAt) {

    static ExtractorView of(Extractor unit, Names names) {
      return new ExtractorView(
          unit.pin().value(),
          unit.product().map(TypeId::value).orElse(null),
          unit.product().flatMap(names::of).orElse(null),
          unit.installedAt().orElse(null),
          unit.expiresAt().orElse(null));
    }
  }
}
