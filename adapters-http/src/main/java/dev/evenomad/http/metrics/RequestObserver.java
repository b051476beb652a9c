package dev.evenomad.http.metrics;

/** Told of requests, to measure and trace them. Thread-safe, and quick: every request waits. */
@FunctionalInterface
public interface RequestObserver {

  /** Looks at nothing. */
  RequestObserver NONE = method -> ending -> {};

  /**
   * A request has come.
   *
   * @param method such as {@code GET}; {@code OTHER} for any that this server does not know
   */
  Observed begun(String method);

  /** A request that is being served. */
  @FunctionalInterface
  interface Observed {

    /** The head of its answer is known. Not called if its connection is closed before. */
    void ended(Ending ending);

    /** A thread goes on with it, until what is returned is closed. */
    default Scope entered() {
      return () -> {};
    }
  }

  /** The time that a thread works for a request. */
  @FunctionalInterface
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * How a request was answered.
   *
   * @param method as when it came
   * @param route the template of its path, such as {@code /v1/jobs/{jobId}}; {@code none} if
   *     nothing is there
   * @param status of HTTP
   * @param live whether its answer is a stream that goes on for as long as an app is open
   */
  record Ending(String method, String route, int status, boolean live) {}
}
