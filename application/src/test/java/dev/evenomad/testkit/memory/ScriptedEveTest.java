package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import dev.evenomad.testkit.contract.EveSsoContract;
import dev.evenomad.testkit.contract.PublicProfilesContract;
import dev.evenomad.testkit.contract.SkillSourceContract;
import dev.evenomad.testkit.contract.TypeNamesContract;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import dev.evenomad.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ScriptedEveTest {

  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final CharacterName NAME = new CharacterName("Nomad Tester");
  private static final OwnerHash OWNER = new OwnerHash("owner");
  private static final OwnerHash BUYER = new OwnerHash("buyer");
  private static final PublicProfile PROFILE =
      new PublicProfile(new CorporationId(98000001), Optional.empty());

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-09-01T10:00:00Z"));
  private final ScriptedEve eve = new ScriptedEve(clock);

  @Test
  void replacesTheRefreshTokenWithEveryRefresh() {
    Secret first = grant();

    TokenRefresh.Refreshed refreshed = (TokenRefresh.Refreshed) eve.refresh(first);

    assertThat(eve.refresh(first)).isInstanceOf(TokenRefresh.Revoked.class);
    assertThat(eve.refresh(refreshed.tokens().refreshToken()))
        .isInstanceOf(TokenRefresh.Refreshed.class);
  }

  @Test
  void endsTheGrantsOfACharacterThatIsSold() {
    Secret sellers = grant();

    eve.sell(CHARACTER, BUYER);

    assertThat(eve.refresh(sellers)).isInstanceOf(TokenRefresh.Revoked.class);
    assertThat(ownerAfterRefresh(eve.grant(CHARACTER, Scopes.MINIMAL))).isEqualTo(BUYER);
  }

  @Test
  void tellsTheNewOwnerAlsoToAGrantThatShouldBeOver() {
    Secret sellers = grant();

    eve.changeOwner(CHARACTER, BUYER);

    assertThat(ownerAfterRefresh(sellers)).isEqualTo(BUYER);
  }

  @Test
  void endsGrantsButNotTheAccessTokensThatWereGiven() {
    TokenRefresh.Refreshed refreshed = (TokenRefresh.Refreshed) eve.refresh(grant());

    eve.endGrants(CHARACTER);

    assertThat(eve.refresh(refreshed.tokens().refreshToken()))
        .isInstanceOf(TokenRefresh.Revoked.class);
    assertThat(queue(refreshed.tokens().accessToken())).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void letsAccessTokensAgeByTheClock() {
    Secret accessToken = accessToken();
    clock.advance(Duration.ofMinutes(20).minusMillis(1));
    assertThat(queue(accessToken)).isInstanceOf(Fetched.Fresh.class);

    clock.advance(Duration.ofMillis(1));
    assertThat(queue(accessToken)).isEqualTo(new Fetched.Unauthorized<>());
  }

  @Test
  void letsCodesAgeByTheClock() {
    grant();
    CodeVerifier verifier = new CodeVerifier(new SequentialSecrets().next());
    Secret code =
        eve.approve(eve.authorizationUri(verifier.secret(), verifier, Scopes.NONE), CHARACTER);

    clock.advance(Duration.ofMinutes(5));

    assertThat(eve.exchange(code, verifier)).isInstanceOf(EveSso.CodeExchange.Refused.class);
  }

  @Test
  void doesNotShowOneCharacterWithTheTokenOfAnother() {
    Secret accessToken = accessToken();
    CharacterId other = new CharacterId(2);
    eve.addCharacter(other, NAME, OWNER, PROFILE);

    assertThat(eve.fetchQueue(other, accessToken, Optional.empty()))
        .isInstanceOf(Fetched.Forbidden.class);
  }

  @Test
  void recoversFromTrouble() {
    Secret accessToken = accessToken();
    eve.begin(Trouble.ESI_DOWN);
    eve.throttle(Optional.of(Duration.ofSeconds(1)));

    eve.end(Trouble.ESI_DOWN);
    assertThat(queue(accessToken)).isInstanceOf(Fetched.Throttled.class);
    eve.throttle(Optional.empty());
    assertThat(queue(accessToken)).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void tellsOfAnotherCorporation() {
    grant();
    PublicProfile changed = new PublicProfile(new CorporationId(7), Optional.empty());

    eve.setProfile(CHARACTER, changed);

    assertThat(eve.fetch(CHARACTER))
        .isInstanceOfSatisfying(
            Fetched.Fresh.class, fresh -> assertThat(fresh.value()).isEqualTo(changed));
  }

  @Test
  void countsCallsAndRunsWhatComesBefore() {
    Secret accessToken = accessToken();
    List<Integer> seen = new ArrayList<>();
    eve.before(Call.QUEUE, () -> seen.add(eve.calls(Call.QUEUE)));

    queue(accessToken);
    queue(accessToken);

    assertThat(seen).containsExactly(1, 2);
    assertThat(eve.calls(Call.QUEUE)).isEqualTo(2);
    assertThat(eve.calls(Call.REFRESH)).isEqualTo(1);
    assertThat(eve.calls(Call.SKILLS)).isZero();
  }

  @Test
  void knowsOnlyTheCharactersItWasTold() {
    assertThatIllegalArgumentException().isThrownBy(() -> eve.grant(CHARACTER, Scopes.NONE));
  }

  private Secret grant() {
    eve.addCharacter(CHARACTER, NAME, OWNER, PROFILE);
    return eve.grant(CHARACTER, Scopes.MINIMAL);
  }

  private Secret accessToken() {
    return ((TokenRefresh.Refreshed) eve.refresh(grant())).tokens().accessToken();
  }

  private OwnerHash ownerAfterRefresh(Secret refreshToken) {
    return ((TokenRefresh.Refreshed) eve.refresh(refreshToken)).identity().owner();
  }

  private Fetched<SkillQueue> queue(Secret accessToken) {
    return eve.fetchQueue(CHARACTER, accessToken, Optional.empty());
  }

  @Nested
  final class AsEveSso implements EveSsoContract {

    @Override
    public EveSso sso() {
      return eve;
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public Secret givenCode(EveIdentity pilot, CodeVerifier verifier) {
      eve.addCharacter(pilot.character(), pilot.name(), pilot.owner(), PROFILE);
      return eve.approve(
          eve.authorizationUri(Secret.of("state"), verifier, pilot.scopes()), pilot.character());
    }

    @Override
    public Secret givenGrant(EveIdentity pilot) {
      eve.addCharacter(pilot.character(), pilot.name(), pilot.owner(), PROFILE);
      return eve.grant(pilot.character(), pilot.scopes());
    }

    @Override
    public void givenRevoked(Secret refreshToken) {
      eve.revoke(refreshToken);
    }

    @Override
    public void givenDown() {
      eve.begin(Trouble.SSO_DOWN);
    }

    @Override
    public void givenClientRefused() {
      eve.begin(Trouble.CLIENT_REFUSED);
    }

    @Override
    public void givenTokensSignedBySomebodyElse() {
      eve.begin(Trouble.TOKENS_FORGED);
    }
  }

  @Nested
  final class AsPublicProfiles implements PublicProfilesContract {

    @Override
    public PublicProfiles profiles() {
      return eve;
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public void givenProfile(CharacterId character, PublicProfile profile) {
      eve.addCharacter(character, NAME, OWNER, profile);
    }

    @Override
    public void givenDown() {
      eve.begin(Trouble.ESI_DOWN);
    }

    @Override
    public void givenThrottled(Duration retryAfter) {
      eve.throttle(Optional.of(retryAfter));
    }
  }

  @Nested
  final class AsSkillSource implements SkillSourceContract {

    @Override
    public SkillSource source() {
      return eve;
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public Secret givenPilot(CharacterId character, Scopes scopes) {
      eve.addCharacter(character, NAME, OWNER, PROFILE);
      Secret refreshToken = eve.grant(character, scopes);
      return ((TokenRefresh.Refreshed) eve.refresh(refreshToken)).tokens().accessToken();
    }

    @Override
    public void givenQueue(CharacterId character, SkillQueue queue) {
      eve.setQueue(character, queue);
    }

    @Override
    public void givenSkills(CharacterId character, TrainedSkills skills) {
      eve.setSkills(character, skills);
    }

    @Override
    public void givenExpired(Secret accessToken) {
      clock.advance(Duration.ofMinutes(20));
    }

    @Override
    public void givenDown() {
      eve.begin(Trouble.ESI_DOWN);
    }

    @Override
    public void givenThrottled(Duration retryAfter) {
      eve.throttle(Optional.of(retryAfter));
    }
  }

  @Nested
  final class AsTypeNames implements TypeNamesContract {

    @Override
    public TypeNames names() {
      return eve;
    }

    @Override
    public void givenName(TypeId type, Language language, String name) {
      eve.nameType(type, language, name);
    }

    @Override
    public void givenDown() {
      eve.begin(Trouble.ESI_DOWN);
    }
  }
}
