package dev.evenomad.persistence.prisma;

import java.util.List;
import java.util.Map;

/**
 * What came of an import.
 *
 * @param tables in the order in which they were moved
 * @param defaultSettings how many users got default settings, because they had none
 */
public record ImportReport(List<Table> tables, long defaultSettings) {

  /** Copies. */
  public ImportReport {
    tables = List.copyOf(tables);
  }

  /** Whether every row of the original is here now. */
  public boolean complete() {
    return tables.stream().allMatch(table -> table.notTaken() == 0);
  }

  /**
   * What became of the rows of one table; {@code read} is the sum of the three after it.
   *
   * @param name as the original's
   * @param read rows that the original has
   * @param taken rows that came over now, changed or not
   * @param alreadyThere rows that came over before, whether they are still here or not
   * @param notTaken rows that did not come over
   * @param changes how many rows were changed on the way, by what was changed
   * @param reasons how many rows did not come over, by why
   */
  public record Table(
      String name,
      long read,
      long taken,
      long alreadyThere,
      long notTaken,
      Map<String, Long> changes,
      Map<String, Long> reasons) {}
}
