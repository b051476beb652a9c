package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CharacterRecordId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "eve_character")
class EveCharacterRow implements VersionedRow {

  static final String VALID = "valid";
  private static final String QUARANTINED = "quarantined";
  private static final String NEEDS_REAUTHORIZATION = "needs_reauthorization";

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "character_id")
  private long characterId;

  @Column(name = "character_name")
  private String characterName;

  @Column(name = "corporation_id")
  private long corporationId;

  @Column(name = "alliance_id")
  private @Nullable Long allianceId;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "owner_hash")
  private @Nullable String ownerHash;

  @Column(name = "grant_state")
  private String grantState;

  @Column(name = "access_token")
  private @Nullable String accessToken;

  @Column(name = "refresh_token")
  private @Nullable String refreshToken;

  @Column(name = "token_expires_at")
  private @Nullable Instant tokenExpiresAt;

  @Column(name = "grant_lost_at")
  private @Nullable Instant grantLostAt;

  @Column(name = "scopes")
  @Convert(converter = TextArrayConverter.class)
  private List<String> scopes;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "last_sync_at")
  private @Nullable Instant lastSyncAt;

  @Version
  @Column(name = "version")
  private long version;

  EveCharacterRow() {}

  static EveCharacterRow from(EveCharacter character) {
    EveCharacterRow row = new EveCharacterRow();
    row.id = character.id().value();
    row.apply(character);
    return row;
  }

  void apply(EveCharacter character) {
    characterId = character.characterId().value();
    characterName = character.name().value();
    corporationId = character.corporation().value();
    allianceId = character.alliance().map(AllianceId::value).orElse(null);
    userId = character.user().value();
    ownerHash = character.owner().map(OwnerHash::value).orElse(null);
    createdAt = character.createdAt();
    updatedAt = character.updatedAt();
    lastSyncAt = character.lastSyncAt().orElse(null);
    scopes = ScopeTexts.of(character.grant().scopes());
    switch (character.grant()) {
      case EsiGrant.Valid valid ->
          applyGrant(
              VALID, valid.accessToken(), valid.refreshToken(), valid.accessExpiresAt(), null);
      case EsiGrant.Quarantined aside ->
          applyGrant(
              QUARANTINED,
              aside.accessToken(),
              aside.refreshToken(),
              aside.accessExpiresAt(),
              null);
      case EsiGrant.NeedsReauthorization lost ->
          applyGrant(NEEDS_REAUTHORIZATION, null, null, null, lost.since());
    }
  }

  private void applyGrant(
      String state,
      @Nullable SealedToken access,
      @Nullable SealedToken refresh,
      @Nullable Instant accessExpiresAt,
      @Nullable Instant lostAt) {
    grantState = state;
    accessToken = access == null ? null : access.ciphertext();
    refreshToken = refresh == null ? null : refresh.ciphertext();
    tokenExpiresAt = accessExpiresAt;
    grantLostAt = lostAt;
  }

  EveCharacter toDomain() {
    return new EveCharacter(
        new CharacterRecordId(id),
        new CharacterId(characterId),
        new CharacterName(characterName),
        new CorporationId(corporationId),
        Optional.ofNullable(allianceId).map(AllianceId::new),
        new UserId(userId),
        Optional.ofNullable(ownerHash).map(OwnerHash::new),
        grant(),
        createdAt,
        updatedAt,
        Optional.ofNullable(lastSyncAt),
        version);
  }

  private EsiGrant grant() {
    Scopes agreed = ScopeTexts.parse(scopes);
    return switch (grantState) {
      case VALID ->
          new EsiGrant.Valid(
              token(accessToken), token(refreshToken), present(tokenExpiresAt), agreed);
      case QUARANTINED ->
          new EsiGrant.Quarantined(
              token(accessToken), token(refreshToken), present(tokenExpiresAt), agreed);
      case NEEDS_REAUTHORIZATION -> new EsiGrant.NeedsReauthorization(agreed, present(grantLostAt));
      default -> throw Codes.unknown(EsiGrant.class, grantState);
    };
  }

  private SealedToken token(@Nullable String ciphertext) {
    return new SealedToken(present(ciphertext));
  }

  /** What the table's own check promises to be there. */
  private <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(
          "the grant of character " + characterId + " lacks what its state promises");
    }
    return value;
  }

  @Override
  public long version() {
    return version;
  }
}
