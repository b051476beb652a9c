package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Request;
import java.util.LinkedHashSet;
import java.util.Set;

/** The body of a bulk look-up: 1 to 1000 different ids. */
final class IdList {

  private static final int MAX = 1000;

  private IdList() {}

  static Set<Long> of(Request request) {
    var body =
        Json.read(request.body())
            .orElseThrow(() -> new EsiError(400, "The request body is not valid JSON."));
    if (!body.isArray() || body.isEmpty() || body.size() > MAX) {
      throw new EsiError(422, "The request body must be an array of 1 to " + MAX + " ids.");
    }
    var ids = new LinkedHashSet<Long>();
    for (var item : body) {
      if (!item.isIntegralNumber() || !item.canConvertToLong()) {
        throw new EsiError(422, "Every id must be an integer.");
      }
      if (!ids.add(item.longValue())) {
        throw new EsiError(422, "The id " + item.longValue() + " is there twice.");
      }
    }
    return ids;
  }
}
