package dev.evenomad.persistence.prisma;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts what becomes of the rows of one table, and passes on what there is to tell of them. */
final class Tally {

  private final String table;
  private final Consumer<Finding> findings;
  private final Map<String, Long> changes = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private long taken;
  private long alreadyThere;
  private long notTaken;

  Tally(String table, Consumer<Finding> findings) {
    this.table = table;
    this.findings = findings;
  }

  void taken(Draft draft) {
    taken++;
    for (String change : draft.changes()) {
      changes.merge(change, 1L, Long::sum);
      findings.accept(new Finding(table, shown(draft.originalId()), true, change));
    }
  }

  void alreadyThere() {
    alreadyThere++;
  }

  void notTaken(String originalId, String reason) {
    notTaken++;
    reasons.merge(reason, 1L, Long::sum);
    findings.accept(new Finding(table, shown(originalId), false, reason));
  }

  long read() {
    return taken + alreadyThere + notTaken;
  }

  ImportReport.Table report() {
    return new ImportReport.Table(
        table, read(), taken, alreadyThere, notTaken, Map.copyOf(changes), Map.copyOf(reasons));
  }

  private static String shown(String id) {
    return OneLine.of(id, 80);
  }
}
