package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.OneTimeGrant.LinkTicket;
import dev.evenomad.domain.session.OneTimeGrant.LoginAttempt;
import dev.evenomad.domain.session.OneTimeGrant.LoginCode;
import dev.evenomad.domain.session.OneTimeGrants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link OneTimeGrants} does. */
public interface OneTimeGrantsContract {

  /** When the samples expire. */
  Instant END = NOW.plusSeconds(300);

  /** The stores under test. */
  Stores stores();

  @Test
  default void hasNothingUnderAnUnknownDigest() {
    assertThat(stores().oneTimeGrants().take(Samples.digest(), LoginCode.class, NOW)).isEmpty();
  }

  @Test
  default void handsGrantsOutAsTheyWereKept() {
    UserId user = newUser();
    LoginAttempt bare = Samples.loginAttempt(Samples.digest(), END);
    LoginAttempt full = Samples.fullLoginAttempt(Samples.digest(), user, END);
    LoginCode code = Samples.loginCode(Samples.digest(), user, END);
    LinkTicket ticket = new LinkTicket(Samples.digest(), user, END);

    for (OneTimeGrant grant : List.of(bare, full, code, ticket)) {
      stores().oneTimeGrants().add(grant);
    }

    assertThat(stores().oneTimeGrants().take(bare.digest(), LoginAttempt.class, NOW))
        .contains(bare);
    assertThat(stores().oneTimeGrants().take(full.digest(), LoginAttempt.class, NOW))
        .contains(full);
    assertThat(stores().oneTimeGrants().take(code.digest(), LoginCode.class, NOW)).contains(code);
    assertThat(stores().oneTimeGrants().take(ticket.digest(), LinkTicket.class, NOW))
        .contains(ticket);
  }

  @Test
  default void handsAGrantOutOnce() {
    LoginCode code = added(Samples.loginCode(Samples.digest(), newUser(), END));

    assertThat(stores().oneTimeGrants().take(code.digest(), LoginCode.class, NOW)).isPresent();
    assertThat(stores().oneTimeGrants().take(code.digest(), LoginCode.class, NOW)).isEmpty();
  }

  @Test
  default void handsAGrantToOneOfMany() {
    LoginCode code = added(Samples.loginCode(Samples.digest(), newUser(), END));

    List<Optional<LoginCode>> taken =
        Race.run(runner -> stores().oneTimeGrants().take(code.digest(), LoginCode.class, NOW));

    assertThat(taken).containsOnlyOnce(Optional.of(code));
    assertThat(taken.stream().flatMap(Optional::stream)).hasSize(1);
  }

  @Test
  default void handsAGrantToOneOfManyTransactions() {
    LoginCode code = added(Samples.loginCode(Samples.digest(), newUser(), END));

    List<Boolean> taken =
        Race.run(
            runner ->
                stores()
                    .transactions()
                    .<Boolean>call(
                        () ->
                            stores()
                                .oneTimeGrants()
                                .take(code.digest(), LoginCode.class, NOW)
                                .isPresent()));

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  default void leavesAGrantOfAnotherTypeWhereItIs() {
    LinkTicket ticket = added(new LinkTicket(Samples.digest(), newUser(), END));

    assertThat(stores().oneTimeGrants().take(ticket.digest(), LoginCode.class, NOW)).isEmpty();
    assertThat(stores().oneTimeGrants().take(ticket.digest(), LoginAttempt.class, NOW)).isEmpty();
    assertThat(stores().oneTimeGrants().take(ticket.digest(), LinkTicket.class, NOW))
        .contains(ticket);
  }

  @Test
  default void handsNothingOutThatIsExpired() {
    LoginCode alive = added(Samples.loginCode(Samples.digest(), newUser(), END));
    LoginCode expired = added(Samples.loginCode(Samples.digest(), newUser(), END));

    assertThat(
            stores().oneTimeGrants().take(alive.digest(), LoginCode.class, END.minusNanos(1_000)))
        .contains(alive);
    assertThat(stores().oneTimeGrants().take(expired.digest(), LoginCode.class, END)).isEmpty();
  }

  @Test
  default void keepsAGrantThatWasTakenInAFailedTransaction() {
    LoginCode code = added(Samples.loginCode(Samples.digest(), newUser(), END));

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          assertThat(
                                  stores()
                                      .oneTimeGrants()
                                      .take(code.digest(), LoginCode.class, NOW))
                              .contains(code);
                          throw new IllegalStateException("planned");
                        }));

    assertThat(stores().oneTimeGrants().take(code.digest(), LoginCode.class, NOW)).contains(code);
  }

  @Test
  default void refusesADigestThatIsTaken() {
    SecretDigest digest = Samples.digest();
    LoginCode code = added(Samples.loginCode(digest, newUser(), END));

    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> stores().oneTimeGrants().add(Samples.loginAttempt(digest, END)));

    assertThat(stores().oneTimeGrants().take(digest, LoginCode.class, NOW)).contains(code);
  }

  @Test
  default void sweepsExpiredGrants() {
    Instant sweep = Instant.parse("2003-05-06T00:00:00Z");
    stores().oneTimeGrants().removeExpired(sweep, 100);
    UserId user = newUser();
    LoginCode before = added(Samples.loginCode(Samples.digest(), user, sweep.minusSeconds(1)));
    added(Samples.loginAttempt(Samples.digest(), sweep));
    LinkTicket after = added(new LinkTicket(Samples.digest(), user, sweep.plusSeconds(1)));

    assertThat(stores().oneTimeGrants().removeExpired(sweep, 100)).isEqualTo(2);

    assertThat(
            stores().oneTimeGrants().take(before.digest(), LoginCode.class, sweep.minusSeconds(2)))
        .isEmpty();
    assertThat(stores().oneTimeGrants().take(after.digest(), LinkTicket.class, sweep))
        .contains(after);
    assertThat(stores().oneTimeGrants().removeExpired(sweep, 100)).isZero();
  }

  @Test
  default void listsThoseOfAUserTheFirstToExpireAtTheFront() {
    UserId user = newUser();
    LinkTicket later = added(new LinkTicket(Samples.digest(), user, END.plusSeconds(1)));
    LoginAttempt linking = added(Samples.fullLoginAttempt(Samples.digest(), user, END));
    LoginCode expired = added(Samples.loginCode(Samples.digest(), user, NOW.minusSeconds(1)));
    added(Samples.loginAttempt(Samples.digest(), END));
    added(Samples.loginCode(Samples.digest(), newUser(), END));

    assertThat(stores().oneTimeGrants().ofUser(user)).containsExactly(expired, linking, later);
    assertThat(stores().oneTimeGrants().ofUser(newUser())).isEmpty();
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private <T extends OneTimeGrant> T added(T grant) {
    stores().oneTimeGrants().add(grant);
    return grant;
  }
}
