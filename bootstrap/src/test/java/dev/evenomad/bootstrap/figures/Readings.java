package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.sandbox.web.Calls;
import java.util.Map;
import java.util.TreeMap;

/** What EVE was asked. */
final class Readings {

  private Readings() {}

  /** How often it answered with which status. */
  static Map<Integer, Long> answers(Calls calls) {
    Map<Integer, Long> answers = new TreeMap<>();
    calls.all().forEach(call -> answers.merge(call.status(), call.count(), Long::sum));
    return answers;
  }
}
