package dev.evenomad.bootstrap.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What a server does that starts late: the regular readings of all 200,000 characters, five of
 * each, are due. How many it begins per second, how much memory it holds, and how long those wait
 * meanwhile who are to be told, look at their characters, or want them read. No part of the test
 * run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=ColdStartFigures -Dit.test=none \
 *     '-Dtest.jvm.options=-Xmx3g --enable-native-access=ALL-UNNAMED' \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.characters=} takes another number of them, {@code -Dnomad.seconds=} looks on
 * for another time.
 */
final class ColdStartFigures {

  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("nomad.seconds", 150));
  private static final Duration STEP = Duration.ofSeconds(10);

  /** To fill the database in between. */
  private static final Duration STORY = TIME.plus(Duration.ofMinutes(5));

  /** What finished only just now may still be on its way. */
  private static final Duration LAG = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUSIEST = 15;

  @Test
  void aMillionReadingsAreDue() throws Exception {
    try (Crowd crowd = new Crowd()) {
      Trainees trainees = new Trainees(crowd);
      Callers callers = new Callers(crowd);
      try (JavaProcess before = crowd.begin()) {
        before.await(Crowd.READY);
        crowd.readTheFirst();
        callers.signIn();
        trainees.signIn(STORY);
        Thread.sleep(STEP);
      }
      crowd.fill("-6 hours", "-1 minute");
      crowd.database.forgetStatements();
      crowd.eve.world().calls().clear();
      lookOn(crowd, trainees, callers);
    }
  }

  private static void lookOn(Crowd crowd, Trainees trainees, Callers callers)
      throws InterruptedException {
    long began = System.nanoTime();
    try (JavaProcess server = crowd.begin()) {
      server.await(Crowd.READY);
      System.out.printf(
          Locale.ROOT,
          "a server whose heap may grow to %,d MB serves after %.1f s%n",
          server.heapLimitMegabytes(),
          (System.nanoTime() - began) / 1e9);
      Instant from = Instant.now();
      Callers.Calls calls = callers.call();
      try (calls) {
        follow(crowd, trainees, server, from);
      }
      Instant until = Instant.now();
      System.out.println(
          "from the end to FCM, all the time: " + trainees.told(from, until, PATIENCE));
      calls.lines().forEach(System.out::println);
      System.out.println("heap: " + server.heapAfterCollection());
      System.out.println(
          "EVE answered " + Readings.answers(crowd.eve.world().calls()) + "; statements by time:");
      crowd.database.busiest(BUSIEST, 1).forEach(line -> System.out.println("  " + line));
      server.complaints().stream().distinct().limit(20).forEach(System.out::println);
    }
  }

  private static void follow(Crowd crowd, Trainees trainees, JavaProcess server, Instant from)
      throws InterruptedException {
    System.out.printf(Locale.ROOT, "%,d readings wait%n", crowd.waiting());
    long planned = crowd.planned();
    Instant step = from;
    Duration cpu = server.cpu();
    Duration postgres = crowd.database.cpu();
    for (Instant end = from.plus(STEP); !end.isAfter(from.plus(TIME)); end = end.plus(STEP)) {
      Thread.sleep(Duration.between(Instant.now(), end));
      long plannedNow = crowd.planned();
      Instant now = Instant.now();
      double seconds = Duration.between(step, now).toMillis() / 1000.0;
      Duration used = server.cpu();
      Duration usedByPostgres = crowd.database.cpu();
      System.out.printf(
          Locale.ROOT,
          "%4d s: %,5.0f readings a second, resident %,5d MB, processors: server %.2f,"
              + " PostgreSQL %.2f%n         to FCM so far: %s%n",
          Duration.between(from, now).toSeconds(),
          (plannedNow - planned) / seconds,
          server.residentMegabytes(),
          used.minus(cpu).toMillis() / 1000.0 / seconds,
          usedByPostgres.minus(postgres).toMillis() / 1000.0 / seconds,
          trainees.told(step.minus(LAG), now.minus(LAG), Duration.ZERO));
      planned = plannedNow;
      step = now;
      cpu = used;
      postgres = usedByPostgres;
    }
  }
}
