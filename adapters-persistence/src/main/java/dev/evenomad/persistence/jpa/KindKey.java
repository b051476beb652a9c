package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.sync.SyncKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of what there is once of each kind of a character's data. Not a record, which
 * Jakarta Persistence cannot fill.
 */
class KindKey {

  private long characterId;
  private String kind = "";

  KindKey() {}

  static KindKey of(CharacterId character, SyncKind kind) {
    KindKey key = new KindKey();
    key.characterId = character.value();
    key.kind = Codes.of(kind);
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KindKey that
        && characterId == that.characterId
        && kind.equals(that.kind);
  }

  @Override
  public int hashCode() {
    return Objects.hash(characterId, kind);
  }
}
