package dev.evenomad.bootstrap.figures;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * One thing that was measured, next to what the machine itself can do, which was measured in the
 * same run.
 *
 * @param part what was measured: {@code http}, {@code vault}
 * @param what of it
 * @param perSecond how many of them in a second; positive
 * @param limit what stands beside it: {@code bare HTTP}, {@code raw UPDATE}
 * @param limitPerSecond how many of those in a second; positive
 */
public record Figure(
    String part, String what, double perSecond, String limit, double limitPerSecond) {

  private static final JsonMapper JSON = new JsonMapper();

  /** How much of the limit was reached. */
  double ratio() {
    return perSecond / limitPerSecond;
  }

  /** All of them, for people. */
  public static String table(List<Figure> figures) {
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, "%-34s %14s %8s  of%n", "", "per second", "ratio"));
    figures.forEach(
        figure ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-34s %,14.0f %8.3f  %s, %,.0f%n",
                    figure.part + ": " + figure.what,
                    figure.perSecond,
                    figure.ratio(),
                    figure.limit,
                    figure.limitPerSecond)));
    return table.toString();
  }

  /** All of them, for machines. */
  public static String json(List<Figure> figures) {
    ObjectNode root = JSON.createObjectNode();
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("java", Runtime.version().toString());
    ArrayNode all = root.putArray("figures");
    for (Figure figure : figures) {
      all.addObject()
          .put("part", figure.part)
          .put("what", figure.what)
          .put("perSecond", figure.perSecond)
          .put("limit", figure.limit)
          .put("limitPerSecond", figure.limitPerSecond)
          .put("ratio", figure.ratio());
    }
    return root.toPrettyString();
  }
}
