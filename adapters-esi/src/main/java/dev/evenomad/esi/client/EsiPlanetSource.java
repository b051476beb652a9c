package dev.evenomad.esi.client;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Colonies from ESI. Thread-safe. */
final class EsiPlanetSource implements PlanetSource {

  private static final Map<String, PlanetType> TYPES =
      Arrays.stream(PlanetType.values())
          .filter(type -> type != PlanetType.UNKNOWN)
          .collect(Collectors.toMap(PlanetType::code, Function.identity()));

  private final EsiClient esi;

  EsiPlanetSource(EsiClient esi) {
    this.esi = esi;
  }

  @Override
  public Fetched<List<Colony>> fetchColonies(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.COLONIES, character, accessToken, known),
        payload -> Once.each(payload.items(EsiPlanetSource::colony), Colony::planet));
  }

  @Override
  public Fetched<List<Extractor>> fetchExtractors(
      CharacterId character, PlanetId planet, Secret accessToken) {
    return esi.get(
        EsiCall.of(EsiRoute.COLONY, character.value(), planet.value()).as(character, accessToken),
        payload ->
            Once.each(
                payload.items("pins", EsiPlanetSource::extractor).stream()
                    .flatMap(Optional::stream)
                    .toList(),
                Extractor::pin));
  }

  private static Colony colony(Payload colony) {
    return new Colony(
        new PlanetId(colony.number("planet_id")),
        colony.choice("planet_type", TYPES).orElse(PlanetType.UNKNOWN),
        new SolarSystemId(colony.number("solar_system_id")),
        colony.smallNumber("upgrade_level"),
        colony.smallNumber("num_pins"),
        colony.time("last_update"),
        List.of());
  }

  /** Empty for any other building. */
  private static Optional<Extractor> extractor(Payload pin) {
    return pin.optionalObject("extractor_details").map(details -> extractor(pin, details));
  }

  private static Extractor extractor(Payload pin, Payload details) {
    Optional<Instant> installed = pin.optionalTime("install_time");
    Optional<Instant> expires = pin.optionalTime("expiry_time");
    if (installed.isPresent() && expires.filter(installed.get()::isAfter).isPresent()) {
      throw new InvalidPayloadException("expiry_time is before install_time");
    }
    return new Extractor(
        new PinId(pin.number("pin_id")),
        details.optionalNumber("product_type_id").map(TypeId::new),
        installed,
        expires);
  }
}
