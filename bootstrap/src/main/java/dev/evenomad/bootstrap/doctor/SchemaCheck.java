package dev.evenomad.bootstrap.doctor;

import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.schema.SchemaException;
import dev.evenomad.persistence.schema.SchemaState;

/** Whether the tables are those that this program knows. */
record SchemaCheck(Persistence persistence) implements Check {

  static final String PART = "schema";

  @Override
  public Finding run() {
    SchemaState state;
    try {
      state = persistence.schemaState();
    } catch (SchemaException e) {
      return Finding.problem(
          PART, String.valueOf(e.getMessage()), "let the user of DATABASE_URL read the schema");
    }
    return switch (state) {
      case SchemaState.Usable usable when usable.pending().isEmpty() ->
          Finding.ok(PART, "up to date, " + version(usable));
      case SchemaState.Usable usable ->
          Finding.warning(
              PART,
              "%s, %d migrations to apply".formatted(version(usable), usable.pending().size()),
              "./nomad migrate, or let serve do it at its start");
      case SchemaState.Unusable(SchemaState.Problem problem, String explanation) ->
          unusable(
              problem == SchemaState.Problem.AHEAD ? Finding::warning : Finding::problem,
              explanation);
    };
  }

  private static String version(SchemaState.Usable usable) {
    return usable.version().map(version -> "version " + version).orElse("not there yet");
  }

  /** The explanation is what is wrong and, after a semicolon, the way out. */
  private static Finding unusable(Verdict verdict, String explanation) {
    int end = explanation.indexOf("; ");
    return end < 0
        ? verdict.of(PART, explanation)
        : verdict.of(PART, explanation.substring(0, end), explanation.substring(end + 2));
  }

  /** How bad it is. */
  @FunctionalInterface
  private interface Verdict {
    Finding of(String part, String what, String... cures);
  }
}
