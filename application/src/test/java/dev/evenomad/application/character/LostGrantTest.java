package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.once;
import static dev.evenomad.testkit.memory.NomadFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.sync.CharacterEvent.ReauthorizationNeeded;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import dev.evenomad.testkit.memory.ScriptedEve.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LostGrantTest {

  private static final PushToken PHONE = new PushToken("phone-1");

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final AccessTokens tokens = fixture.accessTokens(fixture.eve);
  private final UserId user = fixture.signIn(ada, PHONE).user();
  private final EsiGrant before = readTheBaseline();

  @Test
  void isAskedForOnceAndReadNoMore() {
    fixture.eve.endGrants(ada);

    fixture.runDueFor(Duration.ofDays(2));

    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.NeedsReauthorization.class);
    assertThat(fixture.stored(ada).grant().scopes()).isEqualTo(NomadFixture.SKILLS);
    assertThat(fixture.alerts(user))
        .map(Notification::kind)
        .containsExactly(NotificationKind.REAUTHORIZATION_NEEDED);
    assertThat(fixture.push.acceptedBy(PHONE)).hasSize(1);
    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void isNotAskedForAgainByAnotherUseOfTheToken() {
    fixture.eve.endGrants(ada);

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Unusable.class);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Unusable.class);

    assertThat(fixture.alerts(user)).hasSize(1);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void isReadAgainOnceThePilotSignedIn() {
    fixture.eve.endGrants(ada);
    fixture.runDueFor(Duration.ofHours(1));
    Instant back = fixture.clock.instant();
    int reads = fixture.eve.calls(Call.QUEUE);

    fixture.signIn(ada);

    assertThat(fixture.plannedFor(sync(ada))).contains(back);
    assertThat(fixture.alerts(user))
        .map(Notification::status)
        .containsOnly(NotificationStatus.READ);
    fixture.runDue();
    assertThat(fixture.eve.calls(Call.QUEUE)).isEqualTo(reads + 1);
    assertThat(fixture.state(ada).nextPoll().orElseThrow()).isAfter(back);
  }

  @Test
  void isNotLostWhenTheNewOneWasOnlyLate() {
    fixture.runDue();
    fixture.eve.expireAccessTokens(ada);
    fixture.clock.advance(Duration.ofMinutes(20));
    fixture.eve.before(
        Call.REFRESH,
        once(
            () -> {
              // This process stands still, and another one takes its answer for lost.
              EveCharacter lost = fixture.stored(ada).deauthorized(fixture.clock.instant());
              fixture.stores.characters().save(lost);
              fixture
                  .nomad
                  .raiseAlerts()
                  .tell(
                      lost,
                      List.of(new ReauthorizationNeeded(ada, fixture.clock.instant())),
                      Names.NONE);
            }));

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Postponed.class);

    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.Valid.class);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
    assertThat(fixture.plannedFor(sync(ada)).orElseThrow())
        .isBeforeOrEqualTo(fixture.clock.instant());
    assertThat(fixture.alerts(user))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.error()).contains("withdrawn: the character has a grant again"));
  }

  @Test
  void isAskedForAgainWhenItIsLostAgain() {
    fixture.eve.endGrants(ada);
    fixture.runDueFor(Duration.ofHours(1));
    fixture.signIn(ada);
    fixture.eve.endGrants(ada);

    fixture.runDueFor(Duration.ofHours(1));

    assertThat(fixture.alerts(user)).hasSize(2);
  }

  @Test
  void isReadAgainAlsoIfThePilotSignsInWhileTheLastReadingIsBeingParked() {
    fixture.eve.endGrants(ada);
    fixture
        .stores
        .schedule()
        .runDue(
            work -> {
              DueWorkHandler.Next next = fixture.nomad.dueWork().handle(work);
              if (work.equals(sync(ada))) {
                fixture.signIn(ada);
              }
              return next;
            },
            fixture.clock.instant());
    int reads = fixture.eve.calls(Call.QUEUE);

    fixture.runDueFor(Duration.ofMinutes(1));

    assertThat(fixture.eve.calls(Call.QUEUE)).isGreaterThan(reads);
  }

  @Test
  void isNotLostByAnOutageOfEveSso() {
    fixture.eve.begin(Trouble.SSO_DOWN);
    assertThat(tokens.acquire(ada)).isEqualTo(new Access.Postponed(Duration.ofSeconds(30)));

    fixture.runDueFor(Duration.ofHours(3));

    assertThat(fixture.stored(ada).grant()).isEqualTo(before);
    assertThat(fixture.alerts(user)).isEmpty();
    assertThat(fixture.state(ada).failures()).isZero();
    fixture.eve.end(Trouble.SSO_DOWN);
    fixture.runDueFor(Duration.ofMinutes(1));
    assertThat(fixture.state(ada).lastSuccess().orElseThrow())
        .isAfter(fixture.clock.instant().minusSeconds(60));
  }

  @Test
  void isNotLostWhenEveDoesNotAcceptOurClientSecret() {
    fixture.eve.begin(Trouble.CLIENT_REFUSED);

    assertThat(tokens.acquire(ada)).isEqualTo(new Access.Postponed(Duration.ofMinutes(5)));

    assertThat(fixture.stored(ada).grant()).isEqualTo(before);
    assertThat(fixture.alerts(user)).isEmpty();
    fixture.eve.end(Trouble.CLIENT_REFUSED);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void isNotLostWhenTheKeyOfTheVaultIsMissing() {
    fixture.vault.loseKey();

    assertThat(tokens.acquire(ada)).isEqualTo(new Access.Postponed(Duration.ofMinutes(5)));

    assertThat(fixture.stored(ada).grant()).isEqualTo(before);
    assertThat(fixture.alerts(user)).isEmpty();
    fixture.signIn(ada);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void isPutAsideWhenTheRefreshedTokenCannotBeTrusted() {
    fixture.eve.begin(Trouble.TOKENS_FORGED);

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Unusable.class);

    assertPutAside();
  }

  @Test
  void isPutAsideWhenEveAnswersForAnotherCharacter() {
    CharacterId bo = fixture.newCharacter("Bo");
    AccessTokens confused = fixture.accessTokens(new AnsweringFor(bo, fixture.eve));

    assertThat(confused.acquire(ada)).isInstanceOf(Access.Unusable.class);

    assertPutAside();
    assertThat(fixture.stores.characters().find(bo)).isEmpty();
  }

  @Test
  void endsTheReadingUntilThePilotSignsInWhenPutAside() {
    fixture.eve.begin(Trouble.TOKENS_FORGED);
    fixture.runDueFor(Duration.ofHours(1));
    assertThat(fixture.state(ada).nextPoll()).isEmpty();
    fixture.eve.end(Trouble.TOKENS_FORGED);

    fixture.signIn(ada);
    fixture.runDue();

    assertThat(fixture.state(ada).lastSuccess()).contains(fixture.clock.instant());
  }

  /** And lets the access token come to its end. */
  private EsiGrant readTheBaseline() {
    fixture.runDue();
    fixture.clock.advance(Duration.ofMinutes(19));
    return fixture.stored(ada).grant();
  }

  private void assertPutAside() {
    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.Quarantined.class);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Unusable.class);
    assertThat(fixture.eve.calls(Call.REFRESH)).isLessThanOrEqualTo(1);
    assertThat(fixture.alerts(user)).isEmpty();
    fixture.eve.end(Trouble.TOKENS_FORGED);
    assertThat(fixture.signIn(ada).user()).isEqualTo(user);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  /** An SSO that refreshes every token to one of {@code other}. */
  private record AnsweringFor(CharacterId other, EveSso sso) implements EveSso {
    @Override
    public URI authorizationUri(Secret state, CodeVerifier verifier, Scopes scopes) {
      return sso.authorizationUri(state, verifier, scopes);
    }

    @Override
    public CodeExchange exchange(Secret code, CodeVerifier verifier) {
      return sso.exchange(code, verifier);
    }

    @Override
    public TokenRefresh refresh(Secret refreshToken) {
      return new TokenRefresh.Refreshed(
          new EveIdentity(
              other, new CharacterName("Other"), new OwnerHash("other"), NomadFixture.SKILLS),
          new EveTokens(Secret.of("access"), Secret.of("refresh"), Instant.MAX));
    }

    @Override
    public Revocation revoke(Secret refreshToken) {
      return sso.revoke(refreshToken);
    }
  }
}
