package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiCacheTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String DETAIL = "/characters/" + MARA;

  @Test
  void anEventDrivenRouteIsGoodForAMinuteAndItsExpiresSaysNothing() {
    EVE.time().set(START.plusMillis(400));
    var response = EVE.skillQueue(MARA, EVE.signIn(MARA, QUEUE));
    assertThat(header(response, "Cache-Control")).isEqualTo("private, max-age=60");
    assertThat(date(response, "Expires")).isEqualTo(START);
    assertThat(date(response, "Last-Modified")).isEqualTo(START);
    assertThat(header(response, "ETag")).matches("\"[0-9a-f]{56}\"");
    assertThat(header(response, "Content-Type")).isEqualTo("application/json; charset=utf-8");
  }

  @Test
  void theWorldsChangeIsSeenAtOnceOnAnEventDrivenRoute() {
    var tokens = EVE.signIn(MARA, QUEUE);
    var before = EVE.skillQueue(MARA, tokens);
    EVE.pass(Duration.ofSeconds(5));
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/finish", "");
    var after = EVE.skillQueue(MARA, tokens);
    assertThat(after.body()).isNotEqualTo(before.body());
    assertThat(header(after, "ETag")).isNotEqualTo(header(before, "ETag"));
    assertThat(date(after, "Last-Modified")).isEqualTo(START.plusSeconds(5));
    assertThat(header(after, "X-Esi-Cache-Status")).isEqualTo("MISS");
  }

  @Test
  void withoutAnEventTheSameAnswerStays() {
    var tokens = EVE.signIn(MARA, QUEUE);
    var first = EVE.skillQueue(MARA, tokens);
    EVE.pass(Duration.ofSeconds(59));
    var second = EVE.skillQueue(MARA, tokens);
    assertThat(header(second, "X-Esi-Cache-Status")).isEqualTo("HIT");
    EVE.pass(Duration.ofMinutes(2));
    var third = EVE.skillQueue(MARA, tokens);
    assertThat(header(third, "X-Esi-Cache-Status")).isEqualTo("MISS");
    for (var later : List.of(second, third)) {
      assertThat(later.body()).isEqualTo(first.body());
      assertThat(header(later, "ETag")).isEqualTo(header(first, "ETag"));
      assertThat(date(later, "Last-Modified")).isEqualTo(START);
    }
  }

  @Test
  void whoHasTheAnswerGets304WithoutABody() {
    var tokens = EVE.signIn(MARA, QUEUE);
    var etag = header(EVE.skillQueue(MARA, tokens), "ETag");
    var path = "/characters/" + MARA + "/skillqueue";
    for (var tag : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
      var response = EVE.send(EVE.esi(path, tokens).header("If-None-Match", tag));
      assertThat(response.statusCode()).as(tag).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(header(response, "ETag")).isEqualTo(etag);
      assertThat(header(response, "Cache-Control")).isEqualTo("private, max-age=60");
    }
    var changed = EVE.send(EVE.esi(path, tokens).header("If-None-Match", "\"other\""));
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  @Test
  void afterAChangeTheOldEtagGetsTheNewAnswer() {
    var tokens = EVE.signIn(MARA, QUEUE);
    var etag = header(EVE.skillQueue(MARA, tokens), "ETag");
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/finish", "");
    var response =
        EVE.send(
            EVE.esi("/characters/" + MARA + "/skillqueue", tokens).header("If-None-Match", etag));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void whoKnowsWhenItChangedGets304Too() {
    var lastModified = header(EVE.send(EVE.esi(DETAIL)), "Last-Modified");
    assertThat(EVE.send(EVE.esi(DETAIL).header("If-Modified-Since", lastModified)).statusCode())
        .isEqualTo(304);
    assertThat(
            EVE.send(EVE.esi(DETAIL).header("If-Modified-Since", "Mon, 02 Nov 2026 17:59:59 GMT"))
                .statusCode())
        .isEqualTo(200);
    assertThat(EVE.send(EVE.esi(DETAIL).header("If-Modified-Since", "yesterday")).statusCode())
        .isEqualTo(200);
    assertThat(
            EVE.send(
                    EVE.esi(DETAIL)
                        .header("If-None-Match", "\"other\"")
                        .header("If-Modified-Since", lastModified))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTimedRouteKeepsItsAnswerWhateverHappensUntilItExpires() {
    var first = EVE.send(EVE.esi(DETAIL));
    assertThat(header(first, "Cache-Control")).isEqualTo("public, max-age=86400");
    assertThat(date(first, "Expires")).isEqualTo(START.plus(Duration.ofDays(1)));

    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"corporationId\":98200002}");
    EVE.pass(Duration.ofHours(23));
    var kept = EVE.send(EVE.esi(DETAIL));
    assertThat(kept.body()).isEqualTo(first.body());
    assertThat(header(kept, "Cache-Control")).isEqualTo("public, max-age=3600");
    assertThat(date(kept, "Expires")).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(date(kept, "Last-Modified")).isEqualTo(START);

    EVE.pass(Duration.ofHours(1));
    var fresh = EVE.send(EVE.esi(DETAIL));
    assertThat(json(fresh).path("corporation_id").longValue()).isEqualTo(98_200_002);
    assertThat(date(fresh, "Last-Modified")).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void aMovedClockLetsAnAnswerExpire() {
    EVE.send(EVE.esi(DETAIL));
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"name\":\"Mara Renamed\"}");
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P1D\"}");
    assertThat(json(EVE.send(EVE.esi(DETAIL))).path("name").asText()).isEqualTo("Mara Renamed");
  }

  @Test
  void staticDataExpiresAtTheNextServerStart() {
    var type = EVE.send(EVE.esi("/universe/types/3300"));
    var turnover = Instant.parse("2026-11-03T11:05:00Z");
    assertThat(date(type, "Expires")).isEqualTo(turnover);
    assertThat(header(type, "Cache-Control"))
        .isEqualTo("public, max-age=" + Duration.between(START, turnover).toSeconds());
    EVE.time().set(turnover);
    assertThat(date(EVE.send(EVE.esi("/universe/types/3300")), "Expires"))
        .isEqualTo(turnover.plus(Duration.ofDays(1)));
  }

  @Test
  void bulkLookUpsSayNothingAboutCachingThoughTheServerKeepsThem() {
    var first = affiliation();
    assertThat(first.headers().map()).doesNotContainKeys("cache-control", "etag", "expires");
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"corporationId\":98200002}");
    EVE.pass(Duration.ofMinutes(59));
    assertThat(affiliation().body()).isEqualTo(first.body());
    EVE.pass(Duration.ofMinutes(1));
    assertThat(json(affiliation()).get(0).path("corporation_id").longValue()).isEqualTo(98_200_002);
  }

  @Test
  void gzipIsSentToThoseWhoAskAndMakesTheEtagWeak() throws Exception {
    var plain = EVE.send(EVE.esi(DETAIL));
    var response =
        EVE.client()
            .send(
                EVE.esi(DETAIL).header("Accept-Encoding", "br, gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.headers().firstValue("ETag")).contains("W/" + header(plain, "ETag"));
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(plain.body());
    }
    var refused = EVE.send(EVE.esi(DETAIL).header("Accept-Encoding", "gzip;q=0, identity"));
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    var known =
        EVE.send(
            EVE.esi(DETAIL)
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", "W/" + header(plain, "ETag")));
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void everyAnswerHasARequestId() {
    var one = header(EVE.send(EVE.esi(DETAIL)), "X-Esi-Request-Id");
    var other = header(EVE.send(EVE.esi("/nowhere")), "X-Esi-Request-Id");
    assertThat(one).isNotEmpty().isNotEqualTo(other);
  }

  private static HttpResponse<String> affiliation() {
    return EVE.send(
        EVE.esi("/characters/affiliation")
            .POST(HttpRequest.BodyPublishers.ofString("[" + MARA + "]")));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static Instant date(HttpResponse<?> response, String name) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header(response, name)));
  }
}
