package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.sync.SyncKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The primary key of a {@link SyncStateRow}. Not a record, which Jakarta Persistence cannot fill.
 */
class SyncStateKey {

  private long characterId;
  private String kind = "";

  SyncStateKey() {}

  static SyncStateKey of(CharacterId character, SyncKind kind) {
    SyncStateKey key = new SyncStateKey();
    key.characterId = character.value();
    key.kind = Codes.of(kind);
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SyncStateKey that
        && characterId == that.characterId
        && kind.equals(that.kind);
  }

  @Override
  public int hashCode() {
    return Objects.hash(characterId, kind);
  }
}
