package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@IdClass(KindKey.class)
@Table(name = "sync_state")
class SyncStateRow implements VersionedRow {

  @Id
  @Column(name = "character_id")
  private long characterId;

  @Id
  @Column(name = "kind")
  private String kind;

  @Column(name = "next_poll")
  private @Nullable Instant nextPoll;

  @Column(name = "fresh_until")
  private @Nullable Instant freshUntil;

  @Column(name = "next_event")
  private @Nullable Instant nextEvent;

  @Column(name = "last_success")
  private @Nullable Instant lastSuccess;

  @Column(name = "detected_until")
  private @Nullable Instant detectedUntil;

  @Column(name = "etags")
  @Convert(converter = JsonbConverter.class)
  private String etags;

  @Column(name = "failures")
  private int failures;

  @Column(name = "paused")
  private boolean paused;

  @Version
  @Column(name = "version")
  private long version;

  SyncStateRow() {}

  static SyncStateRow from(SyncState state) {
    SyncStateRow row = new SyncStateRow();
    row.characterId = state.character().value();
    row.kind = Codes.of(state.kind());
    row.apply(state);
    return row;
  }

  void apply(SyncState state) {
    nextPoll = state.nextPoll().orElse(null);
    freshUntil = state.freshUntil().orElse(null);
    nextEvent = state.nextEvent().orElse(null);
    lastSuccess = state.lastSuccess().orElse(null);
    detectedUntil = state.detectedUntil().orElse(null);
    etags =
        Json.write(
            JsonObject.ofStrings(
                state.etags().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, tag -> tag.getValue().value()))));
    failures = state.failures();
    paused = state.paused();
  }

  SyncState toDomain() {
    JsonObject tags = Json.readObject(etags);
    return new SyncState(
        new CharacterId(characterId),
        Codes.parse(SyncKind.class, kind),
        Optional.ofNullable(nextPoll),
        Optional.ofNullable(freshUntil),
        Optional.ofNullable(nextEvent),
        Optional.ofNullable(lastSuccess),
        Optional.ofNullable(detectedUntil),
        tags.members().keySet().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> new ETag(tags.string(name).orElseThrow()))),
        failures,
        paused,
        version);
  }

  @Override
  public long version() {
    return version;
  }
}
