package dev.evenomad.persistence.prisma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way.
 *
 * @param originalId its id in the original
 * @param values by column here, as PostgreSQL writes them; {@code id} is one of them
 * @param changes what could not stay as it was, one sentence each
 */
record Draft(String originalId, Map<String, @Nullable String> values, List<String> changes) {

  /** The id here. */
  String id() {
    return get("id");
  }

  /** A value that is there. */
  String get(String column) {
    String value = values.get(column);
    if (value == null) {
      throw new IllegalStateException("the draft has no " + column);
    }
    return value;
  }

  boolean has(String column) {
    return values.get(column) != null;
  }

  /** The same row without that value. */
  Draft without(String column, String change) {
    Map<String, @Nullable String> rest = new LinkedHashMap<>(values);
    rest.put(column, null);
    List<String> more = new ArrayList<>(changes);
    more.add(change);
    return new Draft(originalId, rest, more);
  }

  /** Not what is in it: addresses and tokens of devices are nobody's business. */
  @Override
  public String toString() {
    return "Draft[" + values.get("id") + "]";
  }
}
