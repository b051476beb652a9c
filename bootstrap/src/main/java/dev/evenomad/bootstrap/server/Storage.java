package dev.evenomad.bootstrap.server;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.http.health.Readiness;
import dev.evenomad.persistence.Persistence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where a server keeps everything, and who does there what is due. Thread-safe. */
public interface Storage {

  /** What time it is, for the whole server. */
  Clock clock();

  /** The stores. */
  Stores stores();

  /**
   * What keeps this from being used now, but may go away by itself, such as a database that has not
   * started yet.
   *
   * @return a sentence without secrets; empty if there is nothing of the kind
   */
  Optional<String> awaited();

  /**
   * Makes the stores usable by this version of the program, before anything else is done there.
   *
   * @throws RuntimeException if that is not possible, and would not be later
   */
  void prepare();

  /** Has {@code handler} do what the schedule says is due, until the returned is closed. */
  AutoCloseable work(DueWorkHandler handler);

  /** What can be measured of it; empty if that is not known here. */
  default Optional<Persistence> measured() {
    return Optional.empty();
  }

  /** What has to answer for the server to be ready. */
  List<Readiness> readiness();
}
