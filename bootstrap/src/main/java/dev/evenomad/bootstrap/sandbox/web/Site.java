package dev.evenomad.bootstrap.sandbox.web;

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
}
