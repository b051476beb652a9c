package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.BUILDING;
import static dev.evenomad.bootstrap.sandbox.population.FirstPilots.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiIndustryTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private static final String JOBS = "/pilots/" + MARA + "/jobs";
  private static final String JOB = JOBS + "/" + BUILDING;
  private static final Duration CACHE = Duration.ofMinutes(5);

  private Tokens tokens = new Tokens("", "");

  @BeforeEach
  void signIn() {
    tokens = EVE.signIn(MARA, "esi-industry.read_character_jobs.v1");
  }

  @Test
  void aRunningJobIsOpen() {
    var response = open();
    assertThat(json(response)).hasSize(1);
    assertThat(json(response).get(0).toString())
        .isEqualTo(
            "{\"activity_id\":1,\"blueprint_id\":1030000000001,"
                + "\"blueprint_location_id\":60003760,\"blueprint_type_id\":691,"
                + "\"cost\":146000.0,\"duration\":28800,\"end_date\":\"2026-11-03T00:00:00Z\","
                + "\"facility_id\":60003760,\"installer_id\":2112000001,\"job_id\":640000001,"
                + "\"output_location_id\":60003760,\"product_type_id\":587,\"runs\":8,"
                + "\"start_date\":\"2026-11-02T16:00:00Z\",\"station_id\":60003760,"
                + "\"status\":\"active\"}");
    assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=300");
    assertThat(response.headers().firstValue("X-Ratelimit-Group")).contains("char-industry");
  }

  @Test
  void closedJobsAreToldToThoseWhoAskForNinetyDays() {
    var jobs = json(all());
    assertThat(ids(jobs)).containsExactly(BUILDING, DELIVERED);
    var delivered = jobs.get(1);
    assertThat(delivered.path("status").asText()).isEqualTo("delivered");
    assertThat(delivered.path("completed_date").asText())
        .isEqualTo(START.minus(Duration.ofDays(2)).toString());
    assertThat(delivered.path("completed_character_id").longValue()).isEqualTo(MARA);
    assertThat(delivered.path("successful_runs").intValue()).isEqualTo(4);
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P88DT1S\"}");
    signIn();
    assertThat(ids(json(all()))).containsExactly(BUILDING);
    assertThat(
            EVE.send(EVE.esi("/characters/" + MARA + "/industry/jobs?include_completed=1", tokens))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void theStatusLagsBehindTheEnd() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"PT6H\"}");
    signIn();
    assertThat(json(open()).get(0).path("status").asText()).isEqualTo("active");
    EVE.pass(CACHE);
    assertThat(json(open()).get(0).path("status").asText()).isEqualTo("ready");
  }

  @Test
  void aJobThatIsDeliveredLeavesTheOpenList() {
    open();
    EVE.controlled("POST", JOB + "/finish", "");
    EVE.pass(Duration.ofMinutes(1));
    EVE.controlled("POST", JOB + "/deliver", "");
    assertThat(json(open())).as("as old as the cache time").hasSize(1);
    EVE.pass(CACHE);
    assertThat(json(open())).isEmpty();
    assertThat(json(all()).get(0).path("status").asText()).isEqualTo("delivered");
    assertThat(json(all()).get(0).path("completed_date").asText())
        .isEqualTo(START.plusSeconds(60).toString());
  }

  @Test
  void aPausedJobEndsLaterByThePause() {
    EVE.controlled("POST", JOB + "/pause", "");
    var paused = json(open()).get(0);
    assertThat(paused.path("status").asText()).isEqualTo("paused");
    assertThat(paused.path("pause_date").asText()).isEqualTo(START.toString());
    EVE.pass(Duration.ofMinutes(10));
    EVE.controlled("POST", JOB + "/resume", "");
    var resumed = json(open()).get(0);
    assertThat(resumed.path("status").asText()).isEqualTo("active");
    assertThat(resumed.has("pause_date")).isFalse();
    assertThat(resumed.path("end_date").asText()).isEqualTo("2026-11-03T00:10:00Z");
  }

  @Test
  void aJobCanBeInstalledAndBrokenOff() {
    var installed =
        EVE.controlled(
            "POST",
            JOBS,
            "{\"activity\":\"material-efficiency-research\",\"blueprintTypeId\":691,"
                + "\"duration\":\"PT1H\"}");
    var id = installed.path("jobId").longValue();
    assertThat(ids(json(open()))).containsExactly(BUILDING, id);
    var job = json(open()).get(1);
    assertThat(job.path("activity_id").intValue()).isEqualTo(4);
    assertThat(job.has("product_type_id")).isFalse();
    assertThat(job.path("end_date").asText()).isEqualTo(START.plusSeconds(3600).toString());
    EVE.controlled("DELETE", JOBS + "/" + id, "");
    EVE.pass(CACHE);
    assertThat(ids(json(open()))).containsExactly(BUILDING);
    assertThat(json(all()).get(2).path("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused("POST", "", "{\"duration\":60}", 400);
    assertRefused("POST", "", "{\"blueprintTypeId\":691}", 400);
    assertRefused("POST", "", "{\"blueprintTypeId\":1,\"duration\":60}", 400);
    assertRefused("POST", "", "{\"blueprintTypeId\":691,\"duration\":0}", 400);
    assertRefused("POST", "", "{\"blueprintTypeId\":691,\"duration\":60,\"runs\":0}", 400);
    assertRefused("POST", "", "{\"blueprintTypeId\":691,\"duration\":60,\"facilityId\":1}", 400);
    assertRefused("POST", "", "{\"activity\":\"x\",\"blueprintTypeId\":691,\"duration\":6}", 400);
    assertRefused("POST", "/" + BUILDING + "/deliver", "", 409);
    assertRefused("POST", "/" + BUILDING + "/resume", "", 409);
    assertRefused("POST", "/" + BUILDING + "/finish", "{\"finishIn\":-5}", 400);
    assertRefused("POST", "/" + DELIVERED + "/pause", "", 409);
    assertRefused("DELETE", "/" + DELIVERED, "", 409);
    assertRefused("DELETE", "/1", "", 404);
    EVE.controlled("POST", JOB + "/finish", "");
    assertRefused("POST", "/" + BUILDING + "/pause", "", 409);
  }

  private static void assertRefused(String method, String path, String body, int status) {
    var response = EVE.control(method, JOBS + path, body);
    assertThat(response.statusCode()).as("%s %s", body, response.body()).isEqualTo(status);
    assertThat(json(response).path("cure").asText()).isNotEmpty();
  }

  private HttpResponse<String> open() {
    return EVE.send(EVE.esi("/characters/" + MARA + "/industry/jobs", tokens));
  }

  private HttpResponse<String> all() {
    return EVE.send(
        EVE.esi("/characters/" + MARA + "/industry/jobs?include_completed=true", tokens));
  }

  private static List<Long> ids(JsonNode jobs) {
    return StreamSupport.stream(jobs.spliterator(), false)
        .map(job -> job.path("job_id").longValue())
        .toList();
  }
}
