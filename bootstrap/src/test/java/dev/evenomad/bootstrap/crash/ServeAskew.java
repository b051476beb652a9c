package dev.evenomad.bootstrap.crash;

import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.server.NomadServer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code nomad serve}, but on a machine whose clock is wrong. */
public final class ServeAskew {

  private ServeAskew() {}

  /** Serves until it is ended; the argument says how far the clock is ahead of the right one. */
  public static void main(String[] arguments) throws InterruptedException {
    if (!(ServeConfiguration.read(System.getenv())
        instanceof ServeConfiguration.Complete complete)) {
      throw new IllegalArgumentException("the environment lacks something");
    }
    // Whoever started it is the only one who would end it.
    ProcessHandle.current().parent().ifPresent(ServeAskew::endWith);
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[0]));
    NomadServer server = NomadServer.startOnMachine(complete.settings(), wrong);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    System.out.println(ServerPlace.READY);
    new CountDownLatch(1).await();
  }

  private static void endWith(ProcessHandle other) {
    var _ = other.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }
}
