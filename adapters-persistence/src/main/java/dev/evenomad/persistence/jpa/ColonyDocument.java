package dev.evenomad.persistence.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.MissingColony;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a snapshot of colonies looks like as JSON, times as ISO 8601. */
record ColonyDocument(List<Planet> colonies, List<Missing> missing)
    implements SnapshotForm.Document<Colonies> {

  record Planet(
      long planet,
      String type,
      long system,
      int commandCenterLevel,
      int pins,
      String lastUpdate,
      List<ExtractorPin> extractors) {

    static Planet of(Colony colony) {
      return new Planet(
          colony.planet().value(),
          Codes.of(colony.type()),
          colony.system().value(),
          colony.commandCenterLevel(),
          colony.pins(),
          colony.lastUpdate().toString(),
          colony.extractors().stream().map(ExtractorPin::of).toList());
    }

    Colony toDomain() {
      return new Colony(
          new PlanetId(planet),
          Codes.parse(type, PlanetType.UNKNOWN),
          new SolarSystemId(system),
          commandCenterLevel,
          pins,
          Instant.parse(lastUpdate),
          extractors.stream().map(ExtractorPin::toDomain).toList());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExtractorPin(
      long pin, @Nullable Long product, @Nullable String installedAt, @Nullable String expiresAt) {

    static ExtractorPin of(Extractor extractor) {
      return new ExtractorPin(
          extractor.pin().value(),
          extractor.product().map(TypeId::value).orElse(null),
          extractor.installedAt().map(Instant::toString).orElse(null),
          extractor.expiresAt().map(Instant::toString).orElse(null));
    }

    Extractor toDomain() {
      return new Extractor(
          new PinId(pin),
          Optional.ofNullable(product).map(TypeId::new),
          Optional.ofNullable(installedAt).map(Instant::parse),
          Optional.ofNullable(expiresAt).map(Instant::parse));
    }
  }

  record Missing(Planet colony, String since, boolean confirmed) {

    static Missing of(MissingColony missing) {
      return new Missing(
          Planet.of(missing.colony()), missing.since().toString(), missing.confirmed());
    }

    MissingColony toDomain() {
      return new MissingColony(colony.toDomain(), Instant.parse(since), confirmed);
    }
  }

  static ColonyDocument of(Colonies colonies) {
    return new ColonyDocument(
        colonies.colonies().stream().map(Planet::of).toList(),
        colonies.missing().stream().map(Missing::of).toList());
  }

  @Override
  public Colonies toSnapshot(CharacterId character, Instant asOf) {
    return new Colonies(
        character,
        colonies.stream().map(Planet::toDomain).toList(),
        missing.stream().map(Missing::toDomain).toList(),
        asOf);
  }
}
