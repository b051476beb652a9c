package dev.evenomad.domain.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EveCharacterTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final CharacterId ID = new CharacterId(2112000001L);
  private static final OwnerHash OWNER = new OwnerHash("owner");
  private static final OwnerHash BUYER = new OwnerHash("buyer");
  private static final EveIdentity IDENTITY =
      new EveIdentity(ID, new CharacterName("Nomad Tester"), OWNER, Scopes.MINIMAL);
  private static final PublicProfile PROFILE =
      new PublicProfile(new CorporationId(98000001), Optional.of(new AllianceId(99000001)));
  private static final EsiGrant.Valid GRANT = grant("first");
  private static final EveCharacter LINKED =
      EveCharacter.link(
          new CharacterRecordId("record"),
          IDENTITY,
          PROFILE,
          new UserId("user"),
          Optional.of(GRANT),
          NOW);
  private static final EveCharacter MOVED_IN = withOwner(Optional.empty());

  @Test
  void isLinkedAsEveTells() {
    assertThat(LINKED)
        .isEqualTo(
            new EveCharacter(
                new CharacterRecordId("record"),
                ID,
                IDENTITY.name(),
                PROFILE.corporation(),
                PROFILE.alliance(),
                new UserId("user"),
                Optional.of(OWNER),
                GRANT,
                NOW,
                NOW,
                Optional.empty(),
                0));
  }

  @Test
  void cannotBeReadIfItsPilotAgreedToNothing() {
    EveIdentity bare = new EveIdentity(ID, IDENTITY.name(), OWNER, Scopes.NONE);

    EveCharacter linked =
        EveCharacter.link(LINKED.id(), bare, PROFILE, LINKED.user(), Optional.empty(), NOW);

    assertThat(linked.grant()).isEqualTo(new EsiGrant.NeedsReauthorization(Scopes.NONE, NOW));
    assertThat(LINKED.authorizedAgain(bare, Optional.empty(), LATER).grant())
        .isEqualTo(LINKED.grant());
  }

  @Test
  void hasAGrantThatCoversWhatThePilotAgreedToWhileItIsInForce() {
    Scopes scopes = Scopes.of(Scope.READ_SKILLS, Scope.READ_SKILL_QUEUE);
    EsiGrant.Valid valid =
        new EsiGrant.Valid(
            new SealedToken("access"),
            new SealedToken("refresh"),
            LATER,
            Scopes.MINIMAL.and(scopes));
    EveCharacter character = LINKED.authorizedAgain(IDENTITY, Optional.of(valid), LATER);

    assertThat(character.grant().covers(scopes)).isTrue();
    assertThat(character.grant().covers(Scopes.NONE)).isTrue();
    assertThat(character.grant().covers(Scopes.of(new Scope("esi-other.v1")))).isFalse();
    assertThat(character.deauthorized(LATER).grant().covers(scopes)).isFalse();
    assertThat(character.quarantined(LATER).grant().covers(scopes)).isFalse();
  }

  @Test
  void holdsARefreshTokenUntilEveHasEndedTheGrant() {
    EsiGrant.Valid grant = (EsiGrant.Valid) LINKED.grant();

    assertThat(grant.heldRefreshToken()).contains(grant.refreshToken());
    assertThat(LINKED.quarantined(LATER).grant().heldRefreshToken()).contains(grant.refreshToken());
    assertThat(LINKED.deauthorized(LATER).grant().heldRefreshToken()).isEmpty();
  }

  @Test
  void isSoldIfItsKnownOwnerIsAnother() {
    assertThat(LINKED.soldAccordingTo(BUYER)).isTrue();
    assertThat(LINKED.soldAccordingTo(OWNER)).isFalse();
    assertThat(MOVED_IN.soldAccordingTo(BUYER)).as("nothing to compare with").isFalse();
  }

  @Test
  void isAuthorizedAgainByItsOwnPilot() {
    EveIdentity renamed =
        new EveIdentity(ID, new CharacterName("Nomad Renamed"), OWNER, Scopes.NONE);

    EveCharacter again =
        LINKED.deauthorized(NOW).authorizedAgain(renamed, Optional.of(grant("second")), LATER);

    assertThat(again.name()).isEqualTo(renamed.name());
    assertThat(again.grant()).isEqualTo(grant("second"));
    assertThat(again.updatedAt()).isEqualTo(LATER);
    assertThat(MOVED_IN.authorizedAgain(renamed, Optional.of(grant("second")), LATER).owner())
        .as("learned at last")
        .contains(OWNER);
  }

  @Test
  void isAuthorizedAgainByNobodyElse() {
    EveIdentity other = new EveIdentity(new CharacterId(1), IDENTITY.name(), OWNER, Scopes.NONE);
    EveIdentity sold = new EveIdentity(ID, IDENTITY.name(), BUYER, Scopes.NONE);

    for (EveIdentity identity : List.of(other, sold)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LINKED.authorizedAgain(identity, Optional.of(grant("second")), LATER));
    }
  }

  @Test
  void isRefreshedForItsOwnerOnly() {
    EveCharacter refreshed = LINKED.refreshed(grant("second"), OWNER, LATER);

    assertThat(refreshed.grant()).isEqualTo(grant("second"));
    assertThat(refreshed.updatedAt()).isEqualTo(LATER);
    assertThat(MOVED_IN.refreshed(grant("second"), OWNER, LATER).owner()).contains(OWNER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LINKED.refreshed(grant("second"), BUYER, LATER));
  }

  @Test
  void forgetsItsTokensOnceTheyAreRefused() {
    EveCharacter deauthorized = LINKED.deauthorized(LATER);

    assertThat(deauthorized.grant())
        .isEqualTo(new EsiGrant.NeedsReauthorization(Scopes.MINIMAL, LATER));
    assertThat(deauthorized.owner()).contains(OWNER);
    assertThat(deauthorized.quarantined(LATER)).isSameAs(deauthorized);
  }

  @Test
  void keepsItsTokensInQuarantine() {
    EveCharacter quarantined = LINKED.quarantined(LATER);

    assertThat(quarantined.grant())
        .isEqualTo(
            new EsiGrant.Quarantined(
                GRANT.accessToken(),
                GRANT.refreshToken(),
                GRANT.accessExpiresAt(),
                GRANT.scopes()));
    assertThat(quarantined.quarantined(NOW)).isSameAs(quarantined);
    assertThat(quarantined.deauthorized(LATER).grant().scopes()).isEqualTo(Scopes.MINIMAL);
  }

  @Test
  void followsItsCorporationAndItsReadings() {
    PublicProfile elsewhere = new PublicProfile(new CorporationId(7), Optional.empty());

    EveCharacter moved = LINKED.inCorporation(elsewhere, LATER);

    assertThat(moved.corporation()).isEqualTo(new CorporationId(7));
    assertThat(moved.alliance()).isEmpty();
    assertThat(LINKED.syncedAt(LATER).lastSyncAt()).contains(LATER);
    assertThat(LINKED.syncedAt(LATER).updatedAt()).isEqualTo(LATER);
  }

  @Test
  void copesWithAServerWhoseClockIsSlow() {
    assertThat(LINKED.deauthorized(NOW.minusMillis(5)).updatedAt()).isEqualTo(NOW);
  }

  @Test
  void hasAFreshAccessTokenUntilShortOfItsEnd() {
    Duration margin = Duration.ofMinutes(1);
    Instant end = GRANT.accessExpiresAt();

    assertThat(GRANT.freshFor(margin, end.minus(margin).minusNanos(1))).isTrue();
    assertThat(GRANT.freshFor(margin, end.minus(margin))).isFalse();
  }

  @Test
  void sealsTokensForTheirOwnerAndField() {
    TokenVault vault =
        new TokenVault() {
          @Override
          public SealedToken seal(CharacterId owner, TokenField field, Secret token) {
            return new SealedToken(owner + "/" + field + "/" + token.reveal());
          }

          @Override
          public Secret open(CharacterId owner, TokenField field, SealedToken token) {
            throw new UnreadableTokenException(owner, field, "it only seals");
          }
        };

    assertThat(
            new EveTokens(Secret.of("a"), Secret.of("r"), LATER)
                .sealWith(vault, ID, Scopes.MINIMAL))
        .isEqualTo(
            new EsiGrant.Valid(
                new SealedToken("2112000001/ACCESS_TOKEN/a"),
                new SealedToken("2112000001/REFRESH_TOKEN/r"),
                LATER,
                Scopes.MINIMAL));
  }

  private static EveCharacter withOwner(Optional<OwnerHash> owner) {
    return new EveCharacter(
        LINKED.id(),
        LINKED.characterId(),
        LINKED.name(),
        LINKED.corporation(),
        LINKED.alliance(),
        LINKED.user(),
        owner,
        LINKED.grant(),
        LINKED.createdAt(),
        LINKED.updatedAt(),
        LINKED.lastSyncAt(),
        LINKED.version());
  }

  private static EsiGrant.Valid grant(String name) {
    return new EsiGrant.Valid(
        new SealedToken("access " + name),
        new SealedToken("refresh " + name),
        NOW.plus(Duration.ofMinutes(20)),
        Scopes.MINIMAL);
  }
}
