package dev.evenomad.domain.snapshot;

import dev.evenomad.domain.character.CharacterId;
import java.time.Instant;

/** One kind of a character's data as it was at one moment. Implementations are immutable. */
public interface Snapshot {

  /** Whose it is. */
  CharacterId character();

  /** When ESI last confirmed it. */
  Instant asOf();

  /** The same, confirmed by ESI at another moment. */
  Snapshot confirmedAt(Instant moment);
}
