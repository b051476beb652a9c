package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param parameters of the query that make a different answer, {@code page} apart
 * @param pageSize how many items are on a page; empty for a route without {@code X-Pages}
 * @param revision of the data behind an answer; matters to event-driven caching only
 * @param body makes the answer; a list if there are pages
 */
record EsiRoute(
    Optional<String> scope,
    Optional<RateGroup> group,
    CachePolicy cache,
    List<String> parameters,
    Optional<Integer> pageSize,
    ToLongFunction<Call> revision,
    Function<Call, Object> body) {

  /**
   * A request that has been let in.
   *
   * @param variables of the path
   * @param query its parameters
   * @param caller the character whose token was shown, if a good one was
   * @param compatibility the date in effect
   * @param language code of one of the game's languages
   */
  record Call(
      Request request,
      Map<String, String> variables,
      Map<String, String> query,
      Optional<Long> caller,
      LocalDate compatibility,
      String language,
      Instant now) {

    /** A numeric path variable. */
    long id(String name) {
      return number(name, variables.getOrDefault(name, ""));
    }

    /** The character in the path. */
    long characterId() {
      return id("character_id");
    }

    /** A text in the query, or empty. */
    Optional<String> text(String name) {
      return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A number in the query, or empty. */
    Optional<Long> number(String name) {
      return text(name).map(value -> number(name, value));
    }

    /** A flag in the query; false when it is not there. */
    boolean flag(String name) {
      var value = text(name).orElse("false");
      if (!value.equals("true") && !value.equals("false")) {
        throw new EsiError(400, "'" + value + "' is not a valid " + name + ".");
      }
      return value.equals("true");
    }

    private static long number(String name, String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException malformed) {
        throw new EsiError(400, "'" + text + "' is not a valid " + name + ".");
      }
    }
  }

  /** A public route that the error limit guards. */
  static EsiRoute open(CachePolicy cache, Function<Call, Object> body) {
    return new EsiRoute(
        Optional.empty(), Optional.empty(), cache, List.of(), Optional.empty(), call -> 0, body);
  }

  /** A route that needs a token with this scope. */
  EsiRoute allowedBy(String newScope) {
    return new EsiRoute(Optional.of(newScope), group, cache, parameters, pageSize, revision, body);
  }

  /** The route in a group with its own bucket. */
  EsiRoute in(RateGroup newGroup) {
    return new EsiRoute(scope, Optional.of(newGroup), cache, parameters, pageSize, revision, body);
  }

  /** The route with parameters in its query. */
  EsiRoute asking(String... newParameters) {
    return new EsiRoute(scope, group, cache, List.of(newParameters), pageSize, revision, body);
  }

  /** The route with so many items on each of its pages. */
  EsiRoute paged(int size) {
    return new EsiRoute(scope, group, cache, parameters, Optional.of(size), revision, body);
  }

  /** The route with data that tells when it changed. */
  EsiRoute revisedBy(ToLongFunction<Call> newRevision) {
    return new EsiRoute(scope, group, cache, parameters, pageSize, newRevision, body);
  }
}
