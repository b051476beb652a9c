package dev.evenomad.bootstrap.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.security.Reply.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no answer may be, whatever the request was.
 *
 * @param forbidden secrets, and ids of other pilots' things
 */
record Inspection(Set<String> forbidden) {

  /** What only a program's inside is called. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat"
              + " [\\w.$/]+\\([\\w.]+(:\\d+)?\\)|\\w+Exception\\b|\\b(java|javax|jakarta|jdk|sun)\\.[a-z]"
              + "|\\b(io\\.(netty|micronaut)|dev\\.evenomad|org\\.(postgresql|eclipse|slf4j)|com\\.(fasterxml|zaxxer|auth0))\\b"
              + "|\\b(SQLSTATE|EclipseLink|Hikari|Jackson|Micronaut|Netty|PostgreSQL|PSQL)\\b|(?i:syntax"
              + " error at|duplicate key value|violates \\w+ constraint)");

  private static final Duration LONG = Duration.ofSeconds(10);

  /** What is wrong with the reply; empty if nothing is. */
  List<String> complaints(Draft draft, Optional<Operation> operation, Reply reply) {
    List<String> complaints = new ArrayList<>();
    if (reply.end() == End.TIMEOUT) {
      complaints.add("no answer in time");
    } else if (draft.sound && (reply.status() == 0 || reply.end() == End.BROKEN)) {
      complaints.add("no whole answer");
    }
    if (reply.status() == 0) {
      return complaints;
    }
    if (reply.status() >= 500 && !foretold(operation, reply)) {
      complaints.add("status " + reply.status());
    }
    if (reply.took().compareTo(LONG) > 0) {
      complaints.add("took " + reply.took());
    }
    String all = reply.head() + "\n" + reply.text();
    Matcher inside = INSIDE.matcher(all);
    if (inside.find() && !draft.toString().contains(inside.group())) {
      complaints.add("shows the inside of the program: " + inside.group());
    }
    String asked = draft.toString();
    forbidden.stream()
        .filter(secret -> all.contains(secret) && !asked.contains(secret))
        .forEach(secret -> complaints.add("shows what it must not: " + secret));
    headers(reply, complaints);
    if (reply.refused() && !draft.head()) {
      problem(reply, complaints);
    }
    return complaints;
  }

  /** That EVE cannot be asked is no fault of the server's, if it says so as the document does. */
  private static boolean foretold(Optional<Operation> operation, Reply reply) {
    return reply.status() == 503
        && reply.header("Retry-After").isPresent()
        && operation.filter(known -> known.statuses().contains("503")).isPresent();
  }

  private static void headers(Reply reply, List<String> complaints) {
    if (!reply.header("X-Content-Type-Options").equals(Optional.of("nosniff"))
        || reply.header("Content-Security-Policy").isEmpty()
        || reply.header("Referrer-Policy").isEmpty()
        || reply.header("X-Request-Id").isEmpty()) {
      complaints.add("lacks a header that every answer has");
    }
    for (String telling : List.of("Server", "X-Powered-By", "Via", "X-Injected", "Set-Cookie")) {
      if (reply.header(telling).isPresent()) {
        complaints.add("has the header " + telling);
      }
    }
    reply.headers().values().stream()
        .flatMap(List::stream)
        .filter(value -> value.chars().anyMatch(letter -> letter < 32 && letter != '\t'))
        .forEach(value -> complaints.add("has a control character in a header: " + value));
  }

  private static void problem(Reply reply, List<String> complaints) {
    JsonNode problem = TestedServer.json(reply.text());
    if (!reply.header("Content-Type").orElse("").startsWith("application/problem+json")
        || problem.path("status").asInt() != reply.status()
        || problem.path("code").asText().isEmpty()
        || problem.path("detail").asText().isEmpty()
        || !reply.header("X-Request-Id").equals(Optional.of(problem.path("requestId").asText()))) {
      complaints.add("refuses without a problem that says why");
    }
  }
}
