package dev.evenomad.domain.character;

import dev.evenomad.domain.environment.Ids;

/**
 * Identifies our record of a character, as opposed to EVE's own {@link CharacterId}.
 *
 * @param value a CUID, or whatever id the record was moved in with
 */
public record CharacterRecordId(String value) {
  public CharacterRecordId {
    Ids.require("character record", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
