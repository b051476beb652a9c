package dev.evenomad.application.character;

import static dev.evenomad.testkit.memory.NomadFixture.START;
import static dev.evenomad.testkit.memory.NomadFixture.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.memory.Faults.Fault;
import dev.evenomad.testkit.memory.NomadFixture;
import dev.evenomad.testkit.memory.ScriptedEve.Call;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {

  /** EVE's access tokens live for 20 minutes. */
  private static final Duration NEARLY_OVER = Duration.ofMinutes(19);

  private final NomadFixture fixture = new NomadFixture();
  private final CharacterId ada = fixture.newCharacter("Ada");
  private final AccessTokens tokens = fixture.accessTokens(fixture.eve);

  @BeforeEach
  void signIn() {
    fixture.signIn(ada);
  }

  @Test
  void areUsedAsTheyAreWhileTheyLive() {
    Secret first = granted(tokens.acquire(ada));
    fixture.clock.set(START.plus(NEARLY_OVER).minusMillis(1));

    assertThat(granted(tokens.acquire(ada))).isEqualTo(first);
    assertThat(fixture.eve.calls(Call.REFRESH)).isZero();
  }

  @Test
  void areRefreshedAMinuteBeforeTheirEnd() {
    Secret first = granted(tokens.acquire(ada));
    fixture.clock.set(START.plus(NEARLY_OVER));

    Secret second = granted(tokens.acquire(ada));

    assertThat(second).isNotEqualTo(first);
    assertThat(granted(tokens.acquire(ada))).isEqualTo(second);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void areRefreshedAgainAndAgainAlthoughEachRefreshTokenWorksOnce() {
    for (int i = 1; i <= 5; i++) {
      fixture.clock.advance(NEARLY_OVER);
      assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
      assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(i);
    }
  }

  @Test
  void areNotHandedOutBeforeTheNewRefreshTokenIsStored() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.faults.failEvery("Characters.save");

    assertThatExceptionOfType(Fault.class).isThrownBy(() -> tokens.acquire(ada));
  }

  @Test
  void areStoredAlsoIfTheDatabaseFailsOnce() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.faults.failNext("Characters.save");

    Secret refreshed = granted(tokens.acquire(ada));

    assertThat(granted(tokens.acquire(ada))).isEqualTo(refreshed);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void areRefreshedByOneOfManyThatNeedThem() throws InterruptedException {
    int many = 32;
    for (int round = 1; round <= 20; round++) {
      fixture.clock.advance(NEARLY_OVER);
      try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
        List<Access> answers =
            threads
                .invokeAll(Collections.<Callable<Access>>nCopies(many, () -> tokens.acquire(ada)))
                .stream()
                .map(Future::resultNow)
                .toList();

        Secret stored = granted(tokens.acquire(ada));
        assertThat(answers)
            .contains(new Access.Granted(stored))
            .allSatisfy(
                answer ->
                    assertThat(answer)
                        .isIn(
                            new Access.Granted(stored),
                            new Access.Postponed(Duration.ofSeconds(2))));
      }
      assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(round);
    }
  }

  @Test
  void areLostWithAProcessThatDiesBeforeItHasStoredThemAndThePilotIsAskedOnce() {
    UserId user = fixture.stored(ada).user();
    fixture.clock.advance(NEARLY_OVER);
    fixture.faults.failEvery("Characters.save");
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> tokens.acquire(ada));
    // Nor can the end of the grant be stored at first.
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> tokens.acquire(ada));
    assertThat(fixture.alerts(user)).isEmpty();
    fixture.faults.heal();

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Unusable.class);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Unusable.class);

    assertThat(fixture.alerts(user)).hasSize(1);
    fixture.signIn(ada);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void areReplacedWhenEsiDoesNotAcceptThem() {
    Secret rejected = granted(tokens.acquire(ada));

    Secret other = granted(tokens.acquireInsteadOf(ada, rejected));

    assertThat(other).isNotEqualTo(rejected);
    assertThat(granted(tokens.acquire(ada))).isEqualTo(other);
  }

  @Test
  void areNotReplacedTwiceForTheSameRejection() {
    Secret rejected = granted(tokens.acquire(ada));
    Secret other = granted(tokens.acquireInsteadOf(ada, rejected));

    assertThat(granted(tokens.acquireInsteadOf(ada, rejected))).isEqualTo(other);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void areRefreshedByOneAtATime() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.eve.before(
        Call.REFRESH,
        once(
            () ->
                assertThat(tokens.acquire(ada))
                    .isEqualTo(new Access.Postponed(Duration.ofSeconds(2)))));

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void areRefreshedByAnotherProcessOnceTheOneThatDiedHasLostItsLease() {
    fixture.clock.advance(NEARLY_OVER);
    String lease = "token-refresh:" + ada;
    fixture
        .stores
        .leases()
        .take(lease, "dead", fixture.clock.instant(), fixture.clock.instant().plusSeconds(60));

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Postponed.class);
    assertThat(fixture.eve.calls(Call.REFRESH)).isZero();
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void areRefreshedAnewAfterACrash() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.eve.before(
        Call.REFRESH,
        once(
            () -> {
              throw new IllegalStateException("the process dies");
            }));
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> tokens.acquire(ada));

    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void areNotThereForACharacterThatNobodyLinked() {
    assertThat(tokens.acquire(fixture.newCharacter("Bo"))).isInstanceOf(Access.Unusable.class);
  }

  @Test
  void areThoseOfASignInThatCameWhileTheyWereRefreshed() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.eve.before(Call.REFRESH, once(() -> fixture.signIn(ada)));

    assertThat(tokens.acquire(ada)).isEqualTo(new Access.Postponed(Duration.ofSeconds(2)));

    EsiGrant ofTheSignIn = fixture.stored(ada).grant();
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
    assertThat(fixture.stored(ada).grant()).isEqualTo(ofTheSignIn);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(1);
  }

  @Test
  void areKeptAlsoIfTheOldOnesWereSealedAnewWhileTheyWereRefreshed() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.eve.before(Call.REFRESH, once(this::sealAnew));

    Secret refreshed = granted(tokens.acquire(ada));

    assertThat(granted(tokens.acquire(ada))).isEqualTo(refreshed);
    fixture.clock.advance(NEARLY_OVER);
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
    assertThat(fixture.eve.calls(Call.REFRESH)).isEqualTo(2);
  }

  /** What a rotation of keys does. */
  private void sealAnew() {
    EveCharacter character = fixture.stored(ada);
    EsiGrant.Valid grant = (EsiGrant.Valid) character.grant();
    fixture
        .stores
        .characters()
        .save(
            Samples.withGrant(
                character,
                new EsiGrant.Valid(
                    sealedAnew(TokenField.ACCESS_TOKEN, grant.accessToken()),
                    sealedAnew(TokenField.REFRESH_TOKEN, grant.refreshToken()),
                    grant.accessExpiresAt(),
                    grant.scopes())));
  }

  private SealedToken sealedAnew(TokenField field, SealedToken token) {
    return fixture.vault.seal(ada, field, fixture.vault.open(ada, field, token));
  }

  @Test
  void areThoseOfASignInThatCameBeforeTheNewsThatTheOldGrantIsGone() {
    fixture.clock.advance(NEARLY_OVER);
    fixture.eve.before(
        Call.REFRESH,
        once(
            () -> {
              fixture.eve.endGrants(ada);
              fixture.signIn(ada);
            }));

    tokens.acquire(ada);

    assertThat(fixture.stored(ada).grant()).isInstanceOf(EsiGrant.Valid.class);
    assertThat(fixture.alerts(fixture.stored(ada).user())).isEmpty();
    assertThat(tokens.acquire(ada)).isInstanceOf(Access.Granted.class);
  }

  private static Secret granted(Access access) {
    assertThat(access).isInstanceOf(Access.Granted.class);
    return ((Access.Granted) access).token();
  }
}
