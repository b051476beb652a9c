package dev.evenomad.application.session;

import static dev.evenomad.testkit.memory.NomadFixture.APP;
import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.VERIFIER;
import static dev.evenomad.testkit.memory.NomadFixture.codeOf;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.parameter;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.notification.NotificationPreferences;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.settings.Theme;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.testkit.memory.Faults.Fault;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignInTest {

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");

  @Test
  void leadsFromTheAppToEveAndBackToASession() {
    URI authorization = fixture.goToEve(Optional.empty());
    assertThat(authorization.getHost()).isEqualTo("sso.example");
    assertThat(parameter(authorization, "scope")).contains(NomadFixture.SKILLS.toString());

    URI told = fixture.comeBack(authorization, ada);
    assertThat(told.toString()).startsWith(NomadFixture.APP + "?code=");
    assertThat(parameter(told, "state")).contains("client state");

    OpenedSession opened = fixture.redeem(told, Optional.empty());
    assertThat(opened.expiresAt()).isEqualTo(START.plus(Session.LIFETIME));
    assertThat(fixture.nomad.currentSession().authenticate(NomadFixture.token(opened)))
        .map(Session::user)
        .contains(opened.user());
    assertThat(fixture.nomad.account().characters(opened.user()))
        .map(EveCharacter::characterId)
        .containsExactly(ada);
  }

  @Test
  void givesEveAnotherChallengeThanTheAppsAndAnotherStateThanTheApps() {
    URI authorization = fixture.goToEve(Optional.empty());

    assertThat(parameter(authorization, "code_challenge").orElseThrow())
        .isNotEqualTo(VERIFIER.challenge().value());
    assertThat(parameter(authorization, "state").orElseThrow()).isNotEqualTo("client state");
  }

  @Test
  void asksEveForTheScopesThatTheAppWants() {
    Scopes wanted = Scopes.of(new Scope("esi-mail.read_mail.v1"));

    URI authorization = fixture.goToEve(NomadFixture.APP, wanted, Optional.empty());
    fixture.comeBack(authorization, ada);

    assertThat(fixture.stored(ada).grant().scopes()).isEqualTo(wanted);
  }

  @Test
  void givesANewPilotAnAccountWithDefaultSettingsAndAReadingThatIsDue() {
    UserId user = fixture.signIn(ada).user();

    User account = fixture.nomad.account().user(user).orElseThrow();
    assertThat(account.subscription()).isEqualTo(Subscription.FREE);
    assertThat(account.email()).isEmpty();
    UserSettings settings = fixture.nomad.preferences().of(user).orElseThrow();
    assertThat(settings.theme()).isEqualTo(Theme.DARK);
    assertThat(settings.language()).isEqualTo(Language.EN);
    assertThat(settings.notifications()).isEqualTo(NotificationPreferences.DEFAULT);
    assertThat(settings.shareActivityStats()).isFalse();
    assertThat(fixture.state(ada).nextPoll()).contains(START);
    assertThat(fixture.plannedFor(sync(ada))).contains(START);
  }

  @Test
  void storesTheTokensSealed() {
    fixture.signIn(ada);

    EsiGrant.Valid grant = (EsiGrant.Valid) fixture.stored(ada).grant();
    assertThat(fixture.vault.open(ada, TokenField.ACCESS_TOKEN, grant.accessToken()).reveal())
        .startsWith("access-");
    assertThat(grant.accessToken().ciphertext()).doesNotContain("access-");
    assertThat(grant.refreshToken().ciphertext()).doesNotContain("refresh-");
  }

  @Test
  void linksACharacterWhosePilotAgreesToNothingWithoutReadingIt() {
    UserId user = signInAgreeingToNothing().user();

    assertThat(fixture.stored(ada).user()).isEqualTo(user);
    assertThat(fixture.stored(ada).grant())
        .isEqualTo(new EsiGrant.NeedsReauthorization(Scopes.NONE, START));
    fixture.runDueFor(Duration.ofHours(1));
    assertThat(fixture.eve.calls(Call.QUEUE)).isZero();
    assertThat(fixture.jobs(ada)).isEmpty();
    assertThat(fixture.nomad.account().skills(user, ada).orElseThrow().stale()).isTrue();

    assertThat(fixture.signIn(ada).user()).isEqualTo(user);
    fixture.runDue();
    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.Valid.class);
    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(1);
  }

  @Test
  void keepsTheGrantOfACharacterWhosePilotAgreesToNothingTheNextTime() {
    UserId user = fixture.signIn(ada).user();
    EsiGrant grant = fixture.stored(ada).grant();
    fixture.runDue();
    SyncState state = fixture.state(ada);

    assertThat(signInAgreeingToNothing().user()).isEqualTo(user);

    assertThat(fixture.stored(ada).grant()).isEqualTo(grant);
    assertThat(fixture.state(ada)).isEqualTo(state);
  }

  private OpenedSession signInAgreeingToNothing() {
    URI authorization = fixture.goToEve(APP, Scopes.NONE, Optional.empty());
    return fixture.redeem(fixture.comeBack(authorization, ada), Optional.empty());
  }

  @Test
  void leavesNothingOfANewPilotBehindWhenAStoreFailsOnTheWay() {
    for (String step :
        List.of("AllSettings.add", "Characters.add", "SyncStates.add", "Schedule.plan")) {
      NomadFixture fresh = new NomadFixture();
      CharacterId character = fresh.newCharacter("Ada");
      URI authorization = fresh.goToEve(Optional.empty());
      fresh.faults.failNext(step);

      assertThatExceptionOfType(Fault.class)
          .as(step)
          .isThrownBy(() -> fresh.comeBack(authorization, character))
          .withMessageContaining(step);

      UserId lost = ((User) fresh.faults.lastArgument("Users.add")).id();
      assertThat(fresh.stores.users().find(lost)).as(step).isEmpty();
      assertThat(fresh.stores.settings().find(lost)).as(step).isEmpty();
      assertThat(fresh.stores.characters().find(character)).as(step).isEmpty();
      assertThat(fresh.stores.syncStates().ofCharacter(character)).as(step).isEmpty();
      assertThat(fresh.stores.schedule().planned()).as(step).isEmpty();
      assertThat(fresh.nomad.account().characters(fresh.signIn(character).user()))
          .as("the next try after " + step)
          .hasSize(1);
    }
  }

  @Test
  void bringsAKnownPilotBackToTheSameAccountWithTheNewGrant() {
    UserId user = fixture.signIn(ada).user();
    EsiGrant before = fixture.stored(ada).grant();
    fixture.clock.advance(Duration.ofDays(3));
    PublicProfile moved =
        new PublicProfile(new CorporationId(98_000_002), Optional.of(new AllianceId(99_000_001)));
    fixture.eve.setProfile(ada, moved);

    OpenedSession again = fixture.signIn(ada);

    assertThat(again.user()).isEqualTo(user);
    EveCharacter known = fixture.stored(ada);
    assertThat(known.grant()).isInstanceOf(EsiGrant.Valid.class).isNotEqualTo(before);
    assertThat(known.corporation()).isEqualTo(moved.corporation());
    assertThat(known.alliance()).isEqualTo(moved.alliance());
  }

  @Test
  void makesTheReadingOfAKnownPilotDueAsSoonAsEsiMayBeAsked() {
    fixture.signIn(ada);
    fixture.runDue();
    Instant freshUntil = fixture.state(ada).freshUntil().orElseThrow();
    fixture.clock.advance(Duration.ofSeconds(10));

    fixture.signIn(ada);

    assertThat(fixture.plannedFor(sync(ada))).contains(freshUntil);
    fixture.clock.set(freshUntil.plusSeconds(30));
    fixture.signIn(ada);
    assertThat(fixture.plannedFor(sync(ada))).contains(freshUntil);
  }

  @Test
  void worksForAKnownPilotWhileEsiIsDown() {
    UserId user = fixture.signIn(ada).user();
    CorporationId corporation = fixture.stored(ada).corporation();
    fixture.eve.begin(Trouble.ESI_DOWN);

    assertThat(fixture.signIn(ada).user()).isEqualTo(user);
    assertThat(fixture.stored(ada).corporation()).isEqualTo(corporation);
  }

  @Test
  void makesOneAccountOfTwoCallbacksOfTheSameNewPilot() {
    URI first = fixture.goToEve(Optional.empty());
    URI second = fixture.goToEve(Optional.empty());
    List<URI> told = new ArrayList<>();
    fixture.eve.before(Call.PROFILE, once(() -> told.add(fixture.comeBack(second, ada))));

    told.add(fixture.comeBack(first, ada));

    List<UserId> users =
        told.stream().map(uri -> fixture.redeem(uri, Optional.empty()).user()).toList();
    assertThat(users).hasSize(2).containsOnly(users.getFirst());
    assertThat(fixture.faults.lastArgument("Users.add"))
        .extracting(added -> ((User) added).id())
        .isEqualTo(users.getFirst());
  }

  @Test
  void neverPutsATokenIntoAnAddressOrAText() {
    URI told = fixture.comeBack(fixture.goToEve(Optional.empty()), ada);
    OpenedSession opened = fixture.redeem(told, Optional.empty());

    assertThat(told.toString()).doesNotContain("access-").doesNotContain("token");
    assertThat(opened.toString()).doesNotContain(opened.token().reveal());
    assertThat(fixture.stored(ada).toString()).doesNotContain("access-").doesNotContain("refresh-");
    assertThat(codeOf(told).toString()).doesNotContain(codeOf(told).reveal());
  }
}
