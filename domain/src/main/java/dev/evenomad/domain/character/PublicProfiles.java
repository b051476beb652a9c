package dev.evenomad.domain.character;

/** EVE's public information on characters. Implementations are thread-safe and bounded in time. */
@FunctionalInterface
public interface PublicProfiles {

  /** Reads the profile of {@code character} from EVE. */
  Fetched<PublicProfile> fetch(CharacterId character);
}
