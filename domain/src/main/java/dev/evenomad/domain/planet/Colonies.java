package dev.evenomad.domain.planet;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.universe.PlanetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All colonies of a character.
 *
 * @param colonies as ESI lists them; no planet twice
 * @param missing colonies that are gone, some of which an older answer may list again; no planet
 *     twice
 */
public record Colonies(
    CharacterId character, List<Colony> colonies, List<MissingColony> missing, Instant asOf)
    implements Snapshot {

  public Colonies {
    colonies = List.copyOf(colonies);
    missing = List.copyOf(missing);
    if (colonies.stream().map(Colony::planet).distinct().count() != colonies.size()
        || missing.stream().map(gone -> gone.colony().planet()).distinct().count()
            != missing.size()) {
      throw new IllegalArgumentException("no planet has two colonies of one character");
    }
  }

  /** Colonies as they were read: none is missed. */
  public Colonies(CharacterId character, List<Colony> colonies, Instant asOf) {
    this(character, colonies, List.of(), asOf);
  }

  /** The colony on that planet; empty if none is listed. */
  public Optional<Colony> find(PlanetId planet) {
    return colonies.stream().filter(known -> known.planet().equals(planet)).findFirst();
  }

  /**
   * The colonies that go on as far as is known: listed and not surely gone, or missed only once.
   */
  public List<Colony> watched() {
    Set<PlanetId> gone =
        missing.stream()
            .filter(MissingColony::confirmed)
            .map(missed -> missed.colony().planet())
            .collect(Collectors.toSet());
    return Stream.concat(
            colonies.stream().filter(colony -> !gone.contains(colony.planet())),
            missing.stream()
                .filter(missed -> !missed.confirmed() && find(missed.colony().planet()).isEmpty())
                .map(MissingColony::colony))
        .toList();
  }

  @Override
  public Colonies confirmedAt(Instant moment) {
    return new Colonies(character, colonies, missing, moment);
  }
}
