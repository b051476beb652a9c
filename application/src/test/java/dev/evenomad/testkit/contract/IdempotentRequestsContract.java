package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.idempotency.IdempotencyKey;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.idempotency.IdempotentRequests.Claim;
import dev.evenomad.domain.idempotency.KeptAnswer;
import dev.evenomad.domain.idempotency.KeyedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link IdempotentRequests} does. */
public interface IdempotentRequestsContract {

  /** When claims of the samples end. */
  Instant UNTIL = NOW.plusSeconds(60);

  /** When the samples are forgotten. */
  Instant FORGOTTEN = NOW.plusSeconds(86_400);

  /** An answer with all that there may be. */
  KeptAnswer ANSWER = new KeptAnswer(202, Optional.of("/v1/jobs/j1"), "{\"b\": 1, \"a\": \"é\"}");

  /** The stores under test. */
  Stores stores();

  @Test
  default void isClaimedOnce() {
    KeyedRequest request = request(newUser());

    assertThat(claim(request, NOW)).isEqualTo(new Claim.Taken());
    assertThat(claim(request, NOW)).isEqualTo(new Claim.Running());
  }

  @Test
  default void isClaimedByOneOfMany() {
    KeyedRequest request = request(newUser());

    List<Claim> claims = Race.run(runner -> claim(request, NOW));

    assertThat(claims).containsOnlyOnce(new Claim.Taken());
    assertThat(claims).filteredOn(new Claim.Running()::equals).hasSize(claims.size() - 1);
  }

  @Test
  default void isAnsweredTheSameFromThenOn() {
    KeyedRequest request = request(newUser());
    String holder = claimed(request);
    KeyedRequest bare = request(request.user());
    String other = claimed(bare);

    assertThat(requests().answer(request, holder, ANSWER)).isTrue();
    assertThat(requests().answer(bare, other, new KeptAnswer(200, Optional.empty(), ""))).isTrue();

    assertThat(claim(request, NOW)).isEqualTo(new Claim.Answered(ANSWER));
    assertThat(claim(request, FORGOTTEN.minusNanos(1_000))).isEqualTo(new Claim.Answered(ANSWER));
    assertThat(claim(bare, NOW))
        .isEqualTo(new Claim.Answered(new KeptAnswer(200, Optional.empty(), "")));
  }

  @Test
  default void isAnsweredOnceAndByItsHolderAlone() {
    KeyedRequest request = request(newUser());
    String holder = claimed(request);

    assertThat(requests().answer(request, Samples.id(), ANSWER)).isFalse();
    assertThat(requests().answer(request(request.user()), holder, ANSWER)).isFalse();
    assertThat(claim(request, NOW)).isEqualTo(new Claim.Running());
    assertThat(requests().answer(request, holder, ANSWER)).isTrue();
    assertThat(requests().answer(request, holder, new KeptAnswer(200, Optional.empty(), "")))
        .isFalse();
    assertThat(claim(request, NOW)).isEqualTo(new Claim.Answered(ANSWER));
  }

  @Test
  default void aKeyStandsForOneRequest() {
    KeyedRequest request = request(newUser());
    KeyedRequest other = new KeyedRequest(request.user(), request.key(), "something else");
    String holder = claimed(request);

    assertThat(claim(other, NOW)).isEqualTo(new Claim.Reused());
    requests().answer(request, holder, ANSWER);
    assertThat(claim(other, NOW)).isEqualTo(new Claim.Reused());
    assertThat(claim(other, FORGOTTEN)).as("until it is forgotten").isEqualTo(new Claim.Taken());
  }

  @Test
  default void usersDoNotShareKeys() {
    KeyedRequest request = request(newUser());
    claimed(request);

    assertThat(claim(new KeyedRequest(newUser(), request.key(), "something else"), NOW))
        .isEqualTo(new Claim.Taken());
  }

  @Test
  default void whoeverDiesBlocksNobodyForLong() {
    KeyedRequest request = request(newUser());
    String dead = claimed(request);

    assertThat(claim(request, UNTIL.minusNanos(1_000))).isEqualTo(new Claim.Running());
    String successor = Samples.id();
    assertThat(requests().claim(request, successor, UNTIL, UNTIL.plusSeconds(60), FORGOTTEN))
        .isEqualTo(new Claim.Taken());
    assertThat(requests().answer(request, dead, ANSWER)).as("too late").isFalse();
    requests().release(request, dead);
    assertThat(claim(request, UNTIL)).isEqualTo(new Claim.Running());
    assertThat(requests().answer(request, successor, ANSWER)).isTrue();
  }

  @Test
  default void canBeClaimedAgainOnceItWasGivenBack() {
    KeyedRequest request = request(newUser());
    String holder = claimed(request);

    requests().release(request, Samples.id());
    assertThat(claim(request, NOW))
        .as("given back by somebody else")
        .isEqualTo(new Claim.Running());
    requests().release(request, holder);
    assertThat(claim(request, NOW)).isEqualTo(new Claim.Taken());
    requests().release(request(request.user()), holder);
  }

  @Test
  default void whatWasAnsweredIsNotGivenBack() {
    KeyedRequest request = request(newUser());
    String holder = claimed(request);
    requests().answer(request, holder, ANSWER);

    requests().release(request, holder);

    assertThat(claim(request, NOW)).isEqualTo(new Claim.Answered(ANSWER));
  }

  @Test
  default void anAnswerIsKeptWithItsTransactionOrNotAtAll() {
    KeyedRequest request = request(newUser());
    String holder = claimed(request);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          assertThat(requests().answer(request, holder, ANSWER)).isTrue();
                          throw new IllegalStateException("planned");
                        }));

    assertThat(claim(request, NOW)).isEqualTo(new Claim.Running());
    assertThat(requests().answer(request, holder, ANSWER)).isTrue();
  }

  @Test
  default void aClaimStaysWhateverBecomesOfTheTransaction() {
    KeyedRequest request = request(newUser());

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          claim(request, NOW);
                          throw new IllegalStateException("planned");
                        }));

    assertThat(claim(request, NOW)).isEqualTo(new Claim.Running());
  }

  @Test
  default void goesWithItsUser() {
    User user = Samples.user();
    stores().users().add(user);
    KeyedRequest request = request(user.id());
    claimed(request);

    stores().users().remove(user.id());

    assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> claim(request, NOW));
    stores().users().add(user);
    assertThat(claim(request, NOW)).isEqualTo(new Claim.Taken());
  }

  @Test
  default void refusesClaimsThatEndBeforeTheyBegin() {
    KeyedRequest request = request(newUser());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> requests().claim(request, Samples.id(), NOW, NOW, FORGOTTEN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> requests().claim(request, Samples.id(), NOW, UNTIL, NOW));
  }

  private IdempotentRequests requests() {
    return stores().idempotentRequests();
  }

  private Claim claim(KeyedRequest request, Instant now) {
    return requests()
        .claim(request, Samples.id(), now, now.plusSeconds(60), now.plusSeconds(86_400));
  }

  private String claimed(KeyedRequest request) {
    String holder = Samples.id();
    assertThat(requests().claim(request, holder, NOW, UNTIL, FORGOTTEN))
        .isEqualTo(new Claim.Taken());
    return holder;
  }

  private UserId newUser() {
    User user = Samples.user();
    stores().users().add(user);
    return user.id();
  }

  private static KeyedRequest request(UserId user) {
    return new KeyedRequest(user, new IdempotencyKey("key-" + Samples.id()), "POST /v1/something");
  }
}
