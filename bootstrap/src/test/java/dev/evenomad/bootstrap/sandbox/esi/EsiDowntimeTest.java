package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiDowntimeTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String DETAIL = "/characters/" + MARA;

  @Test
  void theDailyDowntimeCanBeSwitchedOn() {
    EVE.time().set(Instant.parse("2026-11-03T11:00:00Z"));
    assertThat(status("/status")).isEqualTo(200);
    EVE.controlled("PATCH", "/esi", "{\"downtime\":true}");
    var down = EVE.send(EVE.esi(DETAIL));
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(json(down).path("error").asText())
        .isEqualTo("The datasource tranquility is temporarily unavailable");
    EVE.time().set(Instant.parse("2026-11-03T11:04:59Z"));
    assertThat(status(DETAIL)).isEqualTo(502);
    EVE.time().set(Instant.parse("2026-11-03T11:05:00Z"));
    assertThat(status("/status")).isEqualTo(200);
    assertThat(status(DETAIL)).isEqualTo(200);
  }

  @Test
  void aDowntimeBeginsAtOnceAndLastsUntilItIsSwitchedOff() {
    EVE.controlled("PATCH", "/esi", "{\"down\":true}");
    var statuses = new ArrayList<Integer>();
    for (var i = 0; i < 4; i++) {
      statuses.add(status(DETAIL));
    }
    assertThat(statuses).containsExactly(503, 502, 504, 503);
    assertThat(EVE.send(EVE.esi("/nowhere")).statusCode()).isEqualTo(502);
    EVE.controlled("PATCH", "/esi", "{\"down\":false}");
    assertThat(status(DETAIL)).isEqualTo(200);
  }

  @Test
  void whileItIsDownTheStatusDoesNotAnswer() {
    EVE.controlled("PATCH", "/esi", "{\"down\":true}");
    assertThatThrownBy(() -> EVE.send(EVE.esi("/status"))).isInstanceOf(UncheckedIOException.class);
    EVE.controlled("PATCH", "/esi", "{\"down\":false}");
    assertThat(status("/status")).isEqualTo(200);
  }

  @Test
  void troubleOfDowntimeCountsAsErrorsButCostsNoTokens() {
    var tokens = EVE.signIn(MARA, SKILLS);
    EVE.controlled("PATCH", "/esi", "{\"down\":true}");
    assertThat(EVE.send(EVE.esi(DETAIL)).headers().firstValue("X-ESI-Error-Limit-Remain"))
        .contains("99");
    assertThat(EVE.skills(MARA, tokens).headers().firstValue("X-Ratelimit-Remaining"))
        .contains("600");
  }

  @Test
  void whatEsiTellsOfItselfIsToldInADowntimeToo() {
    var up = json(EVE.send(EVE.esi("/meta/status")));
    assertThat(up.path("routes")).isNotEmpty();
    assertThat(up.path("routes").get(0).path("status").asText()).isEqualTo("OK");
    EVE.controlled("PATCH", "/esi", "{\"down\":true}");
    var down = json(EVE.send(EVE.esi("/meta/status")));
    assertThat(down.toString())
        .contains("{\"method\":\"GET\",\"path\":\"/status\",\"status\":\"Down\"}")
        .contains("{\"method\":\"GET\",\"path\":\"/meta/status\",\"status\":\"OK\"}");
    var dates = json(EVE.send(EVE.esi("/meta/compatibility-dates")));
    assertThat(dates.at("/compatibility_dates/0").asText()).isEqualTo("2026-08-18");
  }

  @Test
  void onlyStaffIsLetInAfterADowntime() {
    EVE.controlled("PATCH", "/esi", "{\"vip\":true}");
    assertThat(json(EVE.send(EVE.esi("/status"))).path("vip").booleanValue()).isTrue();
  }

  private static int status(String path) {
    return EVE.send(EVE.esi(path)).statusCode();
  }
}
