package dev.evenomad.bootstrap.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How soon a phone is told of a skill that was finished, with 200,000 characters in the database:
 * from the moment that the clock tells until FCM has the message; at rest, and while a server
 * process reads as much as it can. And how much memory it holds in both cases. No part of the test
 * run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=WakeUpFigures -Dit.test=none \
 *     '-Dtest.jvm.options=-Xmx3g --enable-native-access=ALL-UNNAMED' \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.characters=} takes another number of them, {@code -Dnomad.seconds=} measures
 * for another time.
 */
final class WakeUpFigures {

  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("nomad.seconds", 90));
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration STORY = TIME.multipliedBy(2).plus(Duration.ofMinutes(3));
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUSIEST = 15;

  @Test
  void fromTheEndOfATrainingToThePhone() throws Exception {
    try (Crowd crowd = new Crowd();
        JavaProcess server = crowd.begin()) {
      server.await(Crowd.READY);
      crowd.readTheFirst();
      crowd.fill("2 hours", "9 hours");
      Trainees trainees = new Trainees(crowd);
      Callers callers = new Callers(crowd);
      callers.signIn();
      trainees.signIn(STORY);
      System.out.printf(
          Locale.ROOT,
          "a server whose heap may grow to %,d MB; %d processors for everything%n",
          server.heapLimitMegabytes(),
          Runtime.getRuntime().availableProcessors());
      Thread.sleep(WARM_UP);

      measure("idle", crowd, server, trainees, callers);
      crowd.readTheKnown();
      measure("under load", crowd, server, trainees, callers);
      server.complaints().stream().distinct().limit(20).forEach(System.out::println);
    }
  }

  private static void measure(
      String name, Crowd crowd, JavaProcess server, Trainees trainees, Callers callers)
      throws InterruptedException {
    crowd.database.forgetStatements();
    crowd.eve.world().calls().clear();
    long waiting = crowd.waiting();
    Duration serverCpu = server.cpu();
    Duration postgresCpu = crowd.database.cpu();
    Instant from = Instant.now();
    Callers.Calls calls = callers.call();
    try (calls) {
      Thread.sleep(TIME);
    }
    Instant until = Instant.now();
    double seconds = Duration.between(from, until).toMillis() / 1000.0;
    long left = crowd.waiting();
    System.out.println(name + ":");
    System.out.printf(
        Locale.ROOT,
        "  regular readings: %,.0f a second, %,d of them waiting at the end%n",
        (waiting - left) / seconds,
        left);
    System.out.printf(
        Locale.ROOT,
        "  processors: server %.2f, PostgreSQL %.2f%n",
        server.cpu().minus(serverCpu).toMillis() / 1000.0 / seconds,
        crowd.database.cpu().minus(postgresCpu).toMillis() / 1000.0 / seconds);
    System.out.println("  from the end to FCM: " + trainees.told(from, until, PATIENCE));
    System.out.println("  deliveries, from planned to begun / to over: " + crowd.deliveries(from));
    calls.lines().forEach(line -> System.out.println("  " + line));
    System.out.printf(
        Locale.ROOT,
        "  memory: resident %,d MB; heap %s%n",
        server.residentMegabytes(),
        server.heapAfterCollection());
    System.out.println(
        "  EVE answered " + Readings.answers(crowd.eve.world().calls()) + "; statements by time:");
    crowd.database.busiest(BUSIEST, 1).forEach(line -> System.out.println("    " + line));
  }
}
