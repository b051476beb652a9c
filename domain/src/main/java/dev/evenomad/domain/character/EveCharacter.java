package dev.evenomad.domain.character;

import dev.evenomad.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An EVE character that is linked to an account. Immutable; every verb returns a new value. Called
 * so because {@code Character} would hide {@link java.lang.Character}.
 *
 * @param characterId EVE's id; unique among all linked characters
 * @param alliance empty if the corporation is in none
 * @param owner EVE's mark for the owning account; empty only for records moved in from a system
 *     that did not keep it, until the next sign-in or refresh
 * @param updatedAt when it last changed; never before {@code createdAt}, as which an earlier time
 *     is taken, because servers' clocks differ a little
 * @param lastSyncAt when data was last read from ESI; empty before the first time
 * @param version counts the stored changes; 0 if it was never stored
 */
public record EveCharacter(
    CharacterRecordId id,
    CharacterId characterId,
    CharacterName name,
    CorporationId corporation,
    Optional<AllianceId> alliance,
    UserId user,
    Optional<OwnerHash> owner,
    EsiGrant grant,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> lastSyncAt,
    long version) {

  public EveCharacter {
    updatedAt = updatedAt.isBefore(createdAt) ? createdAt : updatedAt;
  }

  /**
   * A character that has just been linked to {@code user} by a sign-in at EVE SSO.
   *
   * @param grant empty if the pilot agreed to nothing that could be read
   */
  public static EveCharacter link(
      CharacterRecordId id,
      EveIdentity identity,
      PublicProfile profile,
      UserId user,
      Optional<EsiGrant.Valid> grant,
      Instant now) {
    return new EveCharacter(
        id,
        identity.character(),
        identity.name(),
        profile.corporation(),
        profile.alliance(),
        user,
        Optional.of(identity.owner()),
        grant
            .<EsiGrant>map(valid -> valid)
            .orElseGet(() -> new EsiGrant.NeedsReauthorization(identity.scopes(), now)),
        now,
        now,
        Optional.empty(),
        0);
  }

  /**
   * Whether {@code hash} shows another owner than the one who linked this character: it was sold,
   * and neither its grant nor its data may serve the new owner's sign-in.
   */
  public boolean soldAccordingTo(OwnerHash hash) {
    return owner.filter(known -> !known.equals(hash)).isPresent();
  }

  /**
   * The character after its pilot signed in once more: a new grant, and the name and owner that EVE
   * now reports.
   *
   * @param newGrant empty if the pilot agreed to nothing this time; the grant stays as it is then
   * @throws IllegalArgumentException if {@code identity} is another character or owner
   */
  public EveCharacter authorizedAgain(
      EveIdentity identity, Optional<EsiGrant.Valid> newGrant, Instant now) {
    if (!identity.character().equals(characterId) || soldAccordingTo(identity.owner())) {
      throw new IllegalArgumentException(
          "a sign-in of another character or owner cannot authorize character " + characterId);
    }
    return new EveCharacter(
        id,
        characterId,
        identity.name(),
        corporation,
        alliance,
        user,
        Optional.of(identity.owner()),
        newGrant.<EsiGrant>map(valid -> valid).orElse(grant),
        createdAt,
        now,
        lastSyncAt,
        version);
  }

  /** The same character with another account, whose pilot has shown that it is theirs. */
  public EveCharacter movedTo(UserId other, Instant now) {
    return new EveCharacter(
        id,
        characterId,
        name,
        corporation,
        alliance,
        other,
        owner,
        grant,
        now,
        now,
        lastSyncAt,
        version);
  }

  /** The same character in the corporation and alliance that {@code profile} tells. */
  public EveCharacter inCorporation(PublicProfile profile, Instant now) {
    return new EveCharacter(
        id,
        characterId,
        name,
        profile.corporation(),
        profile.alliance(),
        user,
        owner,
        grant,
        createdAt,
        now,
        lastSyncAt,
        version);
  }

  /** The same character with refreshed tokens. */
  public EveCharacter refreshed(EsiGrant.Valid newGrant, OwnerHash confirmed, Instant now) {
    if (soldAccordingTo(confirmed)) {
      throw new IllegalArgumentException("a refresh for another owner is not a refresh");
    }
    return withGrant(newGrant, Optional.of(confirmed), now);
  }

  /** The same character whose refresh token EVE refused for good; the tokens are forgotten. */
  public EveCharacter deauthorized(Instant now) {
    return withGrant(new EsiGrant.NeedsReauthorization(grant.scopes(), now), owner, now);
  }

  /** The same character with its tokens put aside; unchanged if it has none in use. */
  public EveCharacter quarantined(Instant now) {
    return grant instanceof EsiGrant.Valid valid
        ? withGrant(
            new EsiGrant.Quarantined(
                valid.accessToken(), valid.refreshToken(), valid.accessExpiresAt(), valid.scopes()),
            owner,
            now)
        : this;
  }

  /** The same character after data was read from ESI. */
  public EveCharacter syncedAt(Instant now) {
    return new EveCharacter(
        id,
        characterId,
        name,
        corporation,
        alliance,
        user,
        owner,
        grant,
        createdAt,
        now,
        Optional.of(now),
        version);
  }

  private EveCharacter withGrant(EsiGrant newGrant, Optional<OwnerHash> newOwner, Instant now) {
    return new EveCharacter(
        id,
        characterId,
        name,
        corporation,
        alliance,
        user,
        newOwner,
        newGrant,
        createdAt,
        now,
        lastSyncAt,
        version);
  }
}
