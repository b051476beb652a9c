package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One route of ESI.
 *
 * @param scope what a token must allow; empty for a public route
 * @param group the bucket it draws from; empty when the error limit guards it
 * @param cache how long its answers are kept
 * @param revision of the data behind an answer; matters to event-driven caching only
 * @param body makes the answer
 */
record EsiRoute(
    Optional<String> scope,
    Optional<RateGroup> group,
    CachePolicy cache,
    ToLongFunction<Call> revision,
    Function<Call, Object> body) {

  /**
   * A request that has been let in.
   *
   * @param variables of the path
   * @param compatibility the date in effect
   * @param language code of one of the game's languages
   */
  record Call(
      Request request,
      Map<String, String> variables,
      LocalDate compatibility,
      String language,
      Instant now) {

    /** A numeric path variable. */
    long id(String name) {
      var text = variables.getOrDefault(name, "");
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException malformed) {
        throw new EsiError(400, "'" + text + "' is not a valid " + name + ".");
      }
    }
  }

  static EsiRoute open(CachePolicy cache, Function<Call, Object> body) {
    return new EsiRoute(Optional.empty(), Optional.empty(), cache, call -> 0, body);
  }
}
