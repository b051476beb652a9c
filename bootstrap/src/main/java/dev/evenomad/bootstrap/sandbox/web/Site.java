package dev.evenomad.bootstrap.sandbox.web;

import java.util.Optional;

/** One of the simulated servers. Called by many threads at once. */
public interface Site {

  /** Answers a request. */
  Response handle(Request request);

  /**
   * What this server answers while it is broken, in its own manner: body, headers and bookkeeping.
   *
   * @param status 400 to 599
   */
  Response failing(Request request, int status);

  /**
   * What kind of request this is, such as {@code GET /pilots/{id}}; one of a few. Empty for a site
   * whose requests are not counted.
   */
  default Optional<String> operation(Request request) {
    return Optional.empty();
  }
}
