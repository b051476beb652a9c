package dev.evenomad.bootstrap.journey;

import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.server.NomadServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** {@code nomad serve}, but by a {@link SharedClock}, so that hours pass in a moment. */
public final class ServeByClock {

  private ServeByClock() {}

  /** Serves until it is ended, by the clock in the file that the argument names. */
  public static void main(String[] arguments) throws InterruptedException {
    if (!(ServeConfiguration.read(System.getenv())
        instanceof ServeConfiguration.Complete complete)) {
      throw new IllegalArgumentException("the environment lacks something");
    }
    try (NomadServer server =
        NomadServer.start(complete.settings(), SharedClock.in(Path.of(arguments[0])))) {
      System.out.println("nomad serves at " + server.uri());
      new CountDownLatch(1).await();
    }
  }
}
