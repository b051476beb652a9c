package dev.evenomad.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoReportTest {

  @Test
  void aFailedDemoIsNotOkAndItsLastStepSaysWhy() throws JsonProcessingException {
    DemoReport report =
        new DemoReport(
            false,
            List.of(
                new Step("start the sandbox", true, 7, "EVE at \"home\""),
                new Step("sign in", false, 12, "no answer")),
            Optional.empty(),
            1200,
            Optional.empty());

    assertThat(report.toJson()).doesNotContain("\n");
    JsonNode json = new JsonMapper().readTree(report.toJson());
    assertThat(json.path("ok").booleanValue()).isFalse();
    assertThat(json.path("steps").get(1))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    "{'name':'sign in','ok':false,'millis':12,'detail':'no answer'}"
                        .replace('\'', '"')));
    assertThat(json.path("pushLatencyMillis").isNull()).isTrue();
    assertThat(json.path("startupMillis").longValue()).isEqualTo(1200);
    assertThat(json.path("peakRssMb").isNull()).isTrue();
  }
}
