package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A pilot and the truth about some colonies, to the second, now and at every moment before. ESI
 * tells of colonies and of their extractors in two resources.
 */
final class Colonist {

  static final CharacterId CHARACTER = new CharacterId(1);
  private static final int PLANETS = 2;

  private final List<Programme> programmes = new ArrayList<>();
  private final List<NavigableMap<Instant, Optional<Colony>>> planets = new ArrayList<>();
  private Instant now = Instant.parse("2026-09-01T10:00:00Z");
  private long pins;

  /** The programme of an extractor and what became of it. */
  static final class Programme {
    private final PlanetId planet;
    private final PinId pin;
    private final Instant expiresAt;
    private Instant replacedAt = Instant.MAX;
    private boolean abandoned;

    private Programme(PlanetId planet, PinId pin, Instant expiresAt) {
      this.planet = planet;
      this.pin = pin;
      this.expiresAt = expiresAt;
    }

    PlanetId planet() {
      return planet;
    }

    PinId pin() {
      return pin;
    }

    Instant expiresAt() {
      return expiresAt;
    }

    /** When it was replaced, or its extractor or colony removed; the far future if it was not. */
    Instant replacedAt() {
      return replacedAt;
    }

    /** Whether the colony is gone since. */
    boolean abandoned() {
      return abandoned;
    }

    boolean endedBy(Instant moment) {
      return !expiresAt.isAfter(moment) && !replacedAt.isBefore(expiresAt);
    }

    boolean isShownBy(Colonies colonies) {
      return colonies
          .find(planet)
          .flatMap(colony -> colony.find(pin))
          .filter(extractor -> extractor.expiresAt().equals(Optional.of(expiresAt)))
          .isPresent();
    }
  }

  Colonist() {
    for (int i = 0; i < PLANETS; i++) {
      planets.add(new TreeMap<>(Map.of(Instant.MIN, Optional.empty())));
    }
  }

  Instant now() {
    return now;
  }

  List<Programme> programmes() {
    return programmes;
  }

  void spend(Duration time) {
    now = now.plus(time);
  }

  /** Whether some programme on that planet runs now. */
  boolean busy(int number) {
    return programmes.stream()
        .anyMatch(
            programme ->
                programme.planet.equals(planet(number))
                    && programme.replacedAt.equals(Instant.MAX)
                    && programme.expiresAt.isAfter(now));
  }

  /** Opens the colony, or founds it with two extractors. */
  void open(int number) {
    Optional<Colony> colony = at(number, now);
    put(number, colony.map(Colony::extractors).orElse(List.of(fresh(), fresh())));
  }

  /** Starts one of the extractors, whether it runs or not, but not twice in a minute. */
  void start(int number, int minutes) {
    if (startedLately(number)) {
      return;
    }
    change(
        number,
        minutes,
        pin -> {
          Instant end = now.plus(Duration.ofMinutes(minutes));
          programmes.add(new Programme(planet(number), pin, end));
          return Optional.of(
              new Extractor(
                  pin, Optional.of(new TypeId(2268)), Optional.of(now), Optional.of(end)));
        });
  }

  private boolean startedLately(int number) {
    return at(number, now).stream()
        .flatMap(colony -> colony.extractors().stream())
        .flatMap(extractor -> extractor.installedAt().stream())
        .anyMatch(begun -> begun.plusSeconds(60).isAfter(now));
  }

  void remove(int number, int which) {
    change(number, which, pin -> Optional.empty());
  }

  void abandon(int number) {
    at(number, now)
        .ifPresent(colony -> colony.extractors().forEach(pin -> replace(number, pin.pin())));
    programmes.stream()
        .filter(programme -> programme.planet.equals(planet(number)))
        .forEach(programme -> programme.abandoned = true);
    planets.get(index(number)).put(now, Optional.empty());
  }

  private void change(int number, int which, Function<PinId, Optional<Extractor>> change) {
    List<Extractor> extractors =
        new ArrayList<>(at(number, now).map(Colony::extractors).orElse(List.of()));
    if (!extractors.isEmpty()) {
      Extractor old = extractors.remove(which % extractors.size());
      replace(number, old.pin());
      change.apply(old.pin()).ifPresent(extractors::add);
      put(number, extractors);
    }
  }

  private void replace(int number, PinId pin) {
    programmes.stream()
        .filter(programme -> programme.planet.equals(planet(number)) && programme.pin.equals(pin))
        .filter(programme -> programme.replacedAt.equals(Instant.MAX))
        .forEach(programme -> programme.replacedAt = now);
  }

  private void put(int number, List<Extractor> extractors) {
    planets
        .get(index(number))
        .put(
            now,
            Optional.of(
                new Colony(
                    planet(number),
                    PlanetType.GAS,
                    new SolarSystemId(30000142),
                    4,
                    10,
                    now,
                    extractors)));
  }

  private Extractor fresh() {
    return new Extractor(new PinId(++pins), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Optional<Colony> at(int number, Instant moment) {
    return planets.get(index(number)).floorEntry(moment).getValue();
  }

  private static int index(int number) {
    return number % PLANETS;
  }

  private static PlanetId planet(int number) {
    return new PlanetId(40000001L + index(number));
  }

  /** What EVE tells: the colonies of one moment, with the extractors of another. */
  Colonies colonies(Instant listed, Instant detailed, Instant readAt) {
    List<Colony> colonies = new ArrayList<>();
    for (int i = 0; i < PLANETS; i++) {
      Optional<Colony> colony = at(i, listed);
      if (colony.isPresent()) {
        colonies.add(
            colony
                .get()
                .with(at(i, detailed).map(Colony::extractors).orElse(colony.get().extractors())));
      }
    }
    return new Colonies(CHARACTER, colonies, readAt);
  }
}
