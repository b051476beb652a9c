package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.http.Api.Phone;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Repeating a request under the same Idempotency-Key. */
final class IdempotencyIT {

  private static final String TEST = "/v1/notifications/test";

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();
  private final String sync = "/v1/characters/" + phone.character() + "/sync";

  @Test
  void aTestAlertIsSentOnce() {
    Answer first = post(TEST, "\"k1\"").is(202);
    api.clock.advance(Duration.ofHours(23));

    Answer again = post(TEST, "\"k1\"").is(202);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(again.header("Cache-Control")).hasValue("no-store");
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void aSyncIsAnsweredTheSameHoweverFarItsJobsAre() {
    Answer first = post(sync, "k1").is(202);
    api.doDueWork();

    Answer again = post(sync, "k1").is(202);
    Answer anew = post(sync, "k2").is(202);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.location()).isEqualTo(first.location());
    assertThat(anew.location()).isNotEqualTo(first.location());
  }

  @Test
  void quotesAreNotPartOfTheKey() {
    Answer first = post(TEST, "\"k1\"").is(202);

    assertThat(post(TEST, "k1").is(202).body()).isEqualTo(first.body());
  }

  @Test
  void withoutAKeyEveryRequestIsServed() {
    api.post(TEST, phone.token()).is(202);
    api.post(TEST, phone.token()).is(202);

    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void aKeyStandsForOneRequest() {
    post(TEST, "k1").is(202);

    post(sync, "k1").isProblem(422, "idempotency_key_reused");
    assertThat(api.stores.jobs().openOf(phone.character())).isEmpty();
  }

  @Test
  void keysOfUsersHaveNothingToDoWithEachOther() {
    Phone other = api.signIn();
    Answer mine = post(TEST, "k1").is(202);

    Answer theirs =
        api.send(
            api.request(TEST, other.token())
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.noBody()));

    assertThat(theirs.is(202).text("id")).isNotEqualTo(mine.text("id"));
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    Answer first = post(TEST, "k1").is(202);
    api.clock.advance(Duration.ofDays(1));

    assertThat(post(TEST, "k1").is(202).body()).isNotEqualTo(first.body());
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    String theirs = "/v1/characters/" + api.signIn().character() + "/sync";
    post(theirs, "k1").isProblem(404, "not_found");
    post(theirs, "k1").isProblem(404, "not_found");

    AtomicBoolean fails = new AtomicBoolean(true);
    api.beforeTransactions(
        () -> {
          if (fails.getAndSet(false)) {
            throw new IllegalStateException("planned");
          }
        });
    post(TEST, "k2").isProblem(500, "internal_error");
    post(TEST, "k2").is(202);
    api.beforeTransactions(() -> {});
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void whileItIsServedNobodyElseServesIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    api.beforeTransactions(
        () -> {
          if (first.getAndSet(false)) {
            begun.countDown();
            await(goOn);
          }
        });
    CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> post(TEST, "k1"));
    await(begun);

    Answer meanwhile = post(TEST, "k1").isProblem(409, "request_running");
    assertThat(meanwhile.header("Retry-After")).hasValue("1");
    goOn.countDown();

    Answer done = running.get(30, TimeUnit.SECONDS).is(202);
    api.beforeTransactions(() -> {});
    assertThat(post(TEST, "k1").is(202).body()).isEqualTo(done.body());
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void keysThatAreNoneAreRefused() {
    for (String wrong : List.of("x".repeat(256), "a b", "\"\"", "")) {
      Answer answer = post(TEST, wrong).isProblem(400, "invalid_request");
      assertThat(answer.text("detail")).contains("Idempotency-Key");
    }
    post("/v1/characters/" + "9".repeat(3_000) + "/sync", "k1").isProblem(404, "not_found");
    post("/v1/characters/%00/sync", "k1").isProblem(404, "not_found");
    assertThat(sent()).isZero();
  }

  private Answer post(String path, String key) {
    return api.send(
        api.request(path, phone.token())
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.noBody()));
  }

  private int sent() {
    return api.get("/v1/notifications", phone.token()).list("items").size();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
