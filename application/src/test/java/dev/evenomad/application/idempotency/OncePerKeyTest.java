package dev.evenomad.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.application.idempotency.OncePerKey.Outcome;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.idempotency.IdempotencyKey;
import dev.evenomad.domain.idempotency.IdempotentRequests.Claim;
import dev.evenomad.domain.idempotency.KeptAnswer;
import dev.evenomad.domain.idempotency.KeyedRequest;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWork.Chore;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.testkit.memory.NomadFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OncePerKeyTest {

  private final NomadFixture fixture = new NomadFixture();
  private final UserId user = fixture.signIn(fixture.newCharacter("Ada")).user();
  private final OncePerKey once = fixture.nomad.oncePerKey();
  private final KeyedRequest request = request("k1");
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void isDoneOnceAndAnsweredTheSame() {
    Outcome first = once.run(request, this::work);

    assertThat(first).isEqualTo(new Outcome.Done(answer(1)));
    assertThat(once.run(request, this::work)).isEqualTo(first);
    assertThat(once.run(request("k2"), this::work)).isEqualTo(new Outcome.Done(answer(2)));
  }

  @Test
  void anotherRequestWithTheKeyIsNotDone() {
    once.run(request, this::work);

    assertThat(once.run(new KeyedRequest(user, request.key(), "other"), this::work))
        .isEqualTo(new Outcome.KeyReused());
    assertThat(done).hasValue(1);
  }

  @Test
  void whoeverComesMeanwhileIsToldSo() {
    once.run(
        request,
        () -> {
          assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Running());
          return work();
        });

    assertThat(done).hasValue(1);
  }

  @Test
  void whatFailedLeavesNothingAndMayBeTriedAgainAtOnce() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                once.run(
                    request,
                    () -> {
                      fixture.nomad.raiseAlerts().test(user);
                      throw new IllegalStateException("planned");
                    }));

    assertThat(fixture.nomad.notificationHistory().page(NotificationQuery.latest(10)).items())
        .isEmpty();
    assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Done(answer(1)));
  }

  @Test
  void aServerThatDiedIsSucceededAMinuteLater() {
    claim("dead", fixture.clock.instant());
    assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Running());

    fixture.clock.advance(OncePerKey.CLAIMED);

    assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Done(answer(1)));
  }

  @Test
  void whoeverWasTooSlowUndoesWhatItDid() {
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(
            () ->
                once.run(
                    request,
                    () -> {
                      fixture.clock.advance(OncePerKey.CLAIMED);
                      claim("successor-" + done.incrementAndGet(), fixture.clock.instant());
                      return answer(1);
                    }));

    assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Running());
  }

  @Test
  void isForgottenAfterADayAndTidiedUp() {
    once.run(request, this::work);
    fixture.clock.advance(OncePerKey.REMEMBERED.minusMillis(1));
    tidyUp();
    assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Done(answer(1)));

    fixture.clock.advance(Duration.ofMillis(1));
    tidyUp();

    assertThat(fixture.stores.idempotentRequests().removeForgotten(fixture.clock.instant(), 10))
        .isZero();
    assertThat(once.run(request, this::work)).isEqualTo(new Outcome.Done(answer(2)));
  }

  private void tidyUp() {
    fixture.nomad.dueWork().handle(new DueWork.Housekeeping(Chore.EXPIRED_SESSIONS));
  }

  private KeptAnswer work() {
    return answer(done.incrementAndGet());
  }

  private void claim(String holder, Instant now) {
    assertThat(
            fixture
                .stores
                .idempotentRequests()
                .claim(
                    request,
                    holder,
                    now,
                    now.plus(OncePerKey.CLAIMED),
                    now.plus(OncePerKey.REMEMBERED)))
        .isEqualTo(new Claim.Taken());
  }

  private KeyedRequest request(String key) {
    return new KeyedRequest(user, new IdempotencyKey(key), "POST /v1/something");
  }

  private static KeptAnswer answer(int number) {
    return new KeptAnswer(202, Optional.empty(), "{\"number\": " + number + "}");
  }
}
