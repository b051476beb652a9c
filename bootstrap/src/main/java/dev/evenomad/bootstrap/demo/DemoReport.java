package dev.evenomad.bootstrap.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * How the demo went.
 *
 * @param steps those that were begun, in order
 * @param pushLatencyMillis from the end of the training to the push service's acceptance; empty if
 *     it did not come so far
 * @param startupMillis of the server alone
 * @param peakRssMb the most memory that this process held; empty where that cannot be told
 */
public record DemoReport(
    boolean ok,
    List<Step> steps,
    Optional<Long> pushLatencyMillis,
    long startupMillis,
    Optional<Long> peakRssMb) {

  public DemoReport {
    steps = List.copyOf(steps);
  }

  /** As one JSON object on one line; what could not be told is {@code null}. */
  public String toJson() {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("ok", ok);
    for (Step step : steps) {
      json.withArray("steps")
          .addObject()
          .put("name", step.name())
          .put("ok", step.ok())
          .put("millis", step.millis())
          .put("detail", step.detail());
    }
    json.put("pushLatencyMillis", pushLatencyMillis.orElse(null));
    json.put("startupMillis", startupMillis);
    json.put("peakRssMb", peakRssMb.orElse(null));
    return json.toString();
  }
}
