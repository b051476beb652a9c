package dev.evenomad.bootstrap.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenomad.bootstrap.doctor.Finding.State;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found of all parts.
 *
 * @param findings always of the same parts, in the same order
 */
public record Diagnosis(List<Finding> findings) {

  /** Copies. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Whether a server would run well on what was looked at. */
  public boolean usable() {
    return problems().findAny().isEmpty();
  }

  /** Whether the configuration itself is wrong. */
  public boolean misconfigured() {
    return problems().anyMatch(finding -> finding.part().equals(ConfigurationCheck.PART));
  }

  private Stream<Finding> problems() {
    return findings.stream().filter(finding -> finding.state() == State.PROBLEM);
  }

  /** As one JSON object. */
  public JsonNode toJson() {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("usable", usable());
    ArrayNode checks = json.putArray("checks");
    for (Finding finding : findings) {
      ArrayNode cures =
          checks
              .addObject()
              .put("name", finding.part())
              .put("state", code(finding.state()))
              .put("what", finding.what())
              .putArray("cures");
      finding.cures().forEach(cures::add);
    }
    return json;
  }

  /** A line for each part, and below it what to do. */
  @Override
  public String toString() {
    return findings.stream().map(Diagnosis::lines).collect(Collectors.joining("\n"))
        + (usable() ? "\n\nEverything needed can be used." : "\n\nNot everything can be used.");
  }

  private static String lines(Finding finding) {
    return "%-8s %-14s %s".formatted(code(finding.state()), finding.part(), finding.what())
        + finding.cures().stream()
            .map(cure -> "\n" + " ".repeat(24) + "> " + cure)
            .collect(Collectors.joining());
  }

  private static String code(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
