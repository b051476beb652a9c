package dev.evenomad.domain.planet;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.universe.PlanetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All colonies of a character.
 *
 * @param colonies no planet twice
 */
public record Colonies(CharacterId character, List<Colony> colonies, Instant asOf)
    implements Snapshot {

  public Colonies {
    colonies = List.copyOf(colonies);
    if (colonies.stream().map(Colony::planet).distinct().count() != colonies.size()) {
      throw new IllegalArgumentException("no planet has two colonies of one character");
    }
  }

  /** The colony on that planet; empty if there is none. */
  public Optional<Colony> find(PlanetId planet) {
    return colonies.stream().filter(known -> known.planet().equals(planet)).findFirst();
  }
}
