package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.KELVAR;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiLimitsTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String UNKNOWN = "/characters/2112009999";

  @Test
  void failuresAreCountedPerMinuteOfTheClock() {
    EVE.time().set(START.plusSeconds(42));
    assertErrorLimit(EVE.send(EVE.esi("/characters/" + MARA)), 100, 18);
    assertErrorLimit(EVE.send(EVE.esi(UNKNOWN)), 99, 18);
    assertErrorLimit(EVE.send(EVE.esi("/no/such/route")), 98, 18);
    assertErrorLimit(EVE.send(EVE.esi("/characters/" + MARA)), 98, 18);
    EVE.time().set(START.plusSeconds(60));
    assertErrorLimit(EVE.send(EVE.esi("/characters/" + MARA)), 100, 60);
  }

  @Test
  void aNotModifiedAnswerIsNoFailure() {
    var etag = EVE.send(EVE.esi("/characters/" + MARA)).headers().firstValue("ETag").orElseThrow();
    var response = EVE.send(EVE.esi("/characters/" + MARA).header("If-None-Match", etag));
    assertThat(response.statusCode()).isEqualTo(304);
    assertErrorLimit(response, 100, 60);
  }

  @Test
  void afterAHundredFailuresNothingIsAnsweredUntilTheMinuteIsOver() {
    var tokens = EVE.signIn(MARA, SKILLS);
    for (var i = 0; i < 100; i++) {
      assertThat(EVE.send(EVE.esi(UNKNOWN)).statusCode()).isEqualTo(404);
    }
    EVE.pass(Duration.ofSeconds(20));
    for (var blocked :
        new String[] {"/characters/" + MARA, "/status", "/characters/" + MARA + "/skills"}) {
      var response = EVE.send(EVE.esi(blocked, tokens));
      assertThat(response.statusCode()).as(blocked).isEqualTo(420);
      assertThat(response.body())
          .contains("\"error\":\"This software has exceeded the error limit for ESI.");
      assertErrorLimit(response, 0, 40);
    }
    EVE.pass(Duration.ofSeconds(40));
    assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsLeftOfTheErrorLimitCanBeSet() {
    EVE.controlled("PUT", "/esi/error-limit", "{\"errorsRemaining\":1}");
    assertErrorLimit(EVE.send(EVE.esi("/characters/" + MARA)), 1, 60);
    assertErrorLimit(EVE.send(EVE.esi(UNKNOWN)), 0, 60);
    assertThat(EVE.send(EVE.esi("/characters/" + MARA)).statusCode()).isEqualTo(420);
  }

  @Test
  void aRouteOfAGroupCostsByItsResult() {
    var tokens = EVE.signIn(MARA, SKILLS);
    var ok = EVE.skills(MARA, tokens);
    assertRateLimit(ok, "char-detail", 598, 2);
    var etag = ok.headers().firstValue("ETag").orElseThrow();
    var path = "/characters/" + MARA;
    assertRateLimit(
        EVE.send(EVE.esi(path + "/skills", tokens).header("If-None-Match", etag)),
        "char-detail",
        597,
        1);
    assertRateLimit(EVE.skillQueue(MARA, tokens), "char-detail", 592, 5);
    EVE.controlled("POST", "/faults", "{\"target\":\"esi\",\"status\":502,\"times\":1}");
    assertRateLimit(EVE.skills(MARA, tokens), "char-detail", 592, 0);
  }

  @Test
  void theTwoLimitsNeverAppearTogether() {
    var tokens = EVE.signIn(MARA, SKILLS);
    assertThat(EVE.skills(MARA, tokens).headers().map())
        .containsKey("x-ratelimit-group")
        .doesNotContainKeys("x-esi-error-limit-remain", "x-esi-error-limit-reset");
    assertThat(EVE.send(EVE.esi("/characters/" + MARA)).headers().map())
        .containsKey("x-esi-error-limit-remain")
        .doesNotContainKeys("x-ratelimit-group", "x-ratelimit-remaining");
  }

  @Test
  void anEmptyBucketSaysWhenTheFirstTokensComeBack() {
    var tokens = EVE.signIn(MARA, SKILLS);
    assertRateLimit(EVE.skills(MARA, tokens), "char-detail", 598, 2);
    EVE.pass(Duration.ofMinutes(10));
    for (var i = 1; i < 300; i++) {
      assertThat(EVE.skills(MARA, tokens).statusCode()).isEqualTo(200);
    }
    var empty = EVE.skills(MARA, tokens);
    assertThat(empty.statusCode()).isEqualTo(429);
    assertThat(empty.headers().firstValue("Retry-After")).contains("300");
    assertRateLimit(empty, "char-detail", 0, 0);

    EVE.pass(Duration.ofMinutes(5));
    assertRateLimit(EVE.skills(MARA, tokens), "char-detail", 0, 2);
    assertThat(EVE.skills(MARA, tokens).headers().firstValue("Retry-After")).contains("600");
  }

  @Test
  void everyCharacterHasABucketOfItsOwn() {
    var mara = EVE.signIn(MARA, SKILLS, QUEUE);
    EVE.controlled(
        "PUT",
        "/esi/rate-limit",
        "{\"group\":\"char-detail\",\"characterId\":" + MARA + ",\"tokensRemaining\":2}");
    assertRateLimit(EVE.skills(MARA, mara), "char-detail", 0, 2);
    assertThat(EVE.skillQueue(MARA, mara).statusCode()).isEqualTo(429);
    assertRateLimit(EVE.skills(KELVAR, EVE.signIn(KELVAR, SKILLS)), "char-detail", 598, 2);
  }

  @Test
  void callsWithoutAGoodTokenArePaidByTheAddress() {
    assertRateLimit(EVE.skills(MARA, new Tokens("rubbish", "")), "char-detail", 595, 5);
    assertRateLimit(EVE.send(EVE.esi("/characters/" + KELVAR + "/skills")), "char-detail", 590, 5);
    assertRateLimit(EVE.skills(MARA, EVE.signIn(MARA, SKILLS)), "char-detail", 598, 2);
  }

  @Test
  void theStatusRouteHasItsOwnGroup() {
    assertRateLimit(EVE.send(EVE.esi("/status")), "status", 598, 2);
  }

  private static void assertErrorLimit(HttpResponse<String> response, int remain, int reset) {
    assertThat(response.headers().firstValue("X-ESI-Error-Limit-Remain")).contains("" + remain);
    assertThat(response.headers().firstValue("X-ESI-Error-Limit-Reset")).contains("" + reset);
  }

  private static void assertRateLimit(
      HttpResponse<String> response, String group, int remaining, int used) {
    assertThat(response.headers().firstValue("X-Ratelimit-Group")).contains(group);
    assertThat(response.headers().firstValue("X-Ratelimit-Limit")).contains("600/15m");
    assertThat(response.headers().firstValue("X-Ratelimit-Remaining")).contains("" + remaining);
    assertThat(response.headers().firstValue("X-Ratelimit-Used")).contains("" + used);
  }
}
