package dev.evenomad.bootstrap.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.figures.BareDatabase;
import dev.evenomad.bootstrap.figures.Figure;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationPage;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.sync.SyncKind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a day of a thousand characters costs at ESI, and how many of them are read per second, with
 * the simulated EVE in a process of its own. No part of the test run; by hand, one of the three:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=SyncFigures#aQuietDay -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.pilots=} takes another number of them, {@code -Dnomad.hours=} a shorter day,
 * {@code -Dnomad.threads=} another number of readings at once.
 */
public final class SyncFigures {

  private static final int PILOTS = Integer.getInteger("nomad.pilots", 1000);
  private static final Duration DAY = Duration.ofHours(Integer.getInteger("nomad.hours", 24));
  private static final int THREADS = Integer.getInteger("nomad.threads", 16);

  /** What falls due within so long is done together, at its end. */
  private static final Duration STEP = Duration.ofSeconds(15);

  /** Rounds that are not measured. */
  private static final int WARM_UP = 4;

  private static final String SIZES =
      """
      SELECT format('%%s: %%s rows, %%s bytes', relname,
                    round(n_live_tup / %1$s::numeric, 2), pg_total_relation_size(relid) / %1$s)
      FROM pg_stat_user_tables
      WHERE n_live_tup > 0 ORDER BY pg_total_relation_size(relid) DESC
      """
          .formatted(PILOTS);

  private static final long SENDER = 2112000002L;

  @Test
  void aQuietDay() {
    try (EveProcess world = new EveProcess(0);
        Syncing syncing = Syncing.inMemory(world, THREADS)) {
      List<Long> pilots =
          IntStream.range(0, PILOTS).mapToObj(number -> quietPilot(world, number)).toList();
      begin(syncing, pilots);
      live(world, syncing, "a day with nothing new", now -> {});

      JsonNode calls = calls(world);
      assertThat(calls.path("early")).isEmpty();
      assertThat(calls.path("byStatus").properties())
          .as("everything is unchanged, but for EVE's own static data")
          .allSatisfy(status -> assertThat(status.getKey()).isIn("200", "304"));
    }
  }

  @Test
  void anOrdinaryDay() {
    try (EveProcess world = new EveProcess(PILOTS);
        Syncing syncing = Syncing.inMemory(world, THREADS)) {
      List<Long> pilots = world.pilots(PILOTS);
      begin(syncing, pilots);
      OrdinaryLife life = new OrdinaryLife(world, pilots, syncing.clock.instant());
      live(world, syncing, "an ordinary day", life::until);
      System.out.println("what was done to them: " + life.deeds());
      System.out.println("what they were told:");
      notifications(syncing)
          .forEach((kind, count) -> System.out.printf("  %,6d %s%n", count, kind));

      assertThat(calls(world).path("early")).isEmpty();
    }
  }

  @Test
  void readingsPerSecond() throws Exception {
    assertThat(measure()).hasSize(2 * SyncKind.values().length);
  }

  /** Readings of each kind per second, next to bare reads of the same answers. */
  public List<Figure> measure() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (EveProcess world = new EveProcess(PILOTS);
        EmbeddedDatabase database = EmbeddedDatabase.temporary();
        Syncing syncing = Syncing.onPostgreSql(world, database.jdbcUrl(), THREADS)) {
      begin(syncing, world.pilots(PILOTS));
      // For the compilers.
      for (int i = 0; i < WARM_UP; i++) {
        for (SyncKind kind : SyncKind.values()) {
          run(world, database, syncing, kind, i % 2 == 1);
        }
      }
      double limit = BareDatabase.selectsPerSecond(database.jdbcUrl(), THREADS);
      for (boolean changed : new boolean[] {false, true}) {
        System.out.println(changed ? "all answered with 200:" : "all answered with 304:");
        try (Profile profile = Profile.begin()) {
          for (SyncKind kind : SyncKind.values()) {
            double perSecond = run(world, database, syncing, kind, changed);
            figures.add(
                new Figure(
                    "sync",
                    kind.code() + (changed ? ", changed" : ", unchanged"),
                    perSecond,
                    "raw SELECT",
                    limit));
          }
          System.out.println("  on the processor of the server, by what was at work:");
          profile.shares().forEach(line -> System.out.println("    " + line));
        }
      }
      System.out.println("rows and bytes of tables and their indexes, for a character:");
      new NewDatabase(database.jdbcUrl())
          .query(SIZES)
          .forEach(line -> System.out.println("  " + line));
    }
    return figures;
  }

  /** Prints what it costs; returns how many there are a second. */
  private static double run(
      EveProcess world,
      EmbeddedDatabase database,
      Syncing syncing,
      SyncKind kind,
      boolean changed) {
    syncing.advance(Duration.ofMinutes(90));
    // Another kind first, which refreshes the tokens.
    SyncKind other = kind == SyncKind.MAIL ? SyncKind.SKILLS : SyncKind.MAIL;
    syncing.runDue(work -> work instanceof DueWork.Sync sync && sync.kind() == other);
    if (changed) {
      new NewDatabase(database.jdbcUrl())
          .execute(
              "UPDATE sync_state SET etags = '{}' WHERE kind = '"
                  + kind.name().toLowerCase(Locale.ROOT)
                  + "'");
    }
    world.control("DELETE", "/esi/calls", Map.of());
    Map<String, Duration> before = cpu(world);
    long began = System.nanoTime();
    long done = syncing.runDue(work -> work instanceof DueWork.Sync sync && sync.kind() == kind);
    double seconds = (System.nanoTime() - began) / 1e9;
    StringBuilder line = new StringBuilder();
    line.append(
        "%s: %,.0f a second, %s".formatted(kind, done / seconds, calls(world).path("byStatus")));
    line.append(", milliseconds of processor each:");
    cpu(world)
        .forEach(
            (who, after) ->
                line.append(
                    " %s %.2f"
                        .formatted(who, after.minus(before.get(who)).toNanos() / 1e6 / done)));
    System.out.println("  " + line);
    return done / seconds;
  }

  private static Map<String, Duration> cpu(EveProcess world) {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    cpu.put(
        "server",
        Duration.ofNanos(
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime()));
    cpu.put(
        "PostgreSQL",
        ProcessHandle.allProcesses()
            .filter(process -> process.info().command().orElse("").endsWith("postgres"))
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus));
    cpu.put("EVE", world.cpu());
    return cpu;
  }

  /** Somebody for whom nothing happens in a day. */
  private static long quietPilot(EveProcess world, int number) {
    long id =
        world
            .control(
                "POST",
                "/pilots",
                Map.of(
                    "name",
                    "Quiet Pilot " + number,
                    "account",
                    "quiet-" + number,
                    "skillLevels",
                    Map.of("3300", 4)))
            .path("characterId")
            .asLong();
    String pilot = "/pilots/" + id;
    world.control(
        "PUT",
        pilot + "/skill-queue",
        Map.of("entries", List.of(Map.of("skillId", 3300, "level", 5, "duration", "P90D"))));
    world.control(
        "POST", pilot + "/mails", Map.of("from", SENDER, "subject", "Quiet", "body", "Nothing."));
    world.control("POST", pilot + "/orders", Map.of("typeId", 34, "price", 4.05, "volume", 1000));
    world.control("POST", pilot + "/jobs", Map.of("blueprintTypeId", 691, "duration", "P20D"));
    return id;
  }

  /** Until everything has been read, and read once more. */
  private static void begin(Syncing syncing, List<Long> pilots) {
    long began = System.nanoTime();
    syncing.signIn(pilots);
    syncing.runDue();
    for (int i = 0; i < 3; i++) {
      syncing.advance(Duration.ofMinutes(40));
      syncing.runDue();
    }
    System.out.printf(
        "%,d characters signed in and read in %.0f s%n",
        pilots.size(), (System.nanoTime() - began) / 1e9);
  }

  private static void live(EveProcess world, Syncing syncing, String name, Life life) {
    world.control("DELETE", "/esi/calls", Map.of());
    long began = System.nanoTime();
    Instant start = syncing.clock.instant();
    Instant end = start.plus(DAY);
    long readings = 0;
    long hours = 0;
    for (Instant next = syncing.earliest(); next.isBefore(end); next = syncing.earliest()) {
      Duration wait = Duration.between(syncing.clock.instant(), next).plus(STEP);
      if (wait.isPositive()) {
        syncing.advance(wait);
      }
      life.until(syncing.clock.instant());
      readings += syncing.runDue();
      if (Duration.between(start, syncing.clock.instant()).toHours() > hours) {
        hours++;
        System.out.printf(
            "  %d h: %,d readings, %.0f s%n", hours, readings, (System.nanoTime() - began) / 1e9);
      }
    }
    System.out.printf(
        "%s of %,d characters: %,d readings in %.0f s%n",
        name, PILOTS, readings, (System.nanoTime() - began) / 1e9);
    print(calls(world));
  }

  private static Map<NotificationKind, Integer> notifications(Syncing syncing) {
    Map<NotificationKind, Integer> counts = new TreeMap<>();
    Optional<NotificationQuery> next =
        Optional.of(NotificationQuery.latest(NotificationQuery.MAX_LIMIT));
    while (next.isPresent()) {
      NotificationQuery query = next.get();
      NotificationPage page = syncing.nomad().notificationHistory().page(query);
      page.items().forEach(one -> counts.merge(one.kind(), 1, Integer::sum));
      next = page.next().map(query::after);
    }
    return counts;
  }

  private static JsonNode calls(EveProcess world) {
    return world.control("GET", "/esi/calls", Map.of());
  }

  private static void print(JsonNode calls) {
    Map<String, Map<Integer, Long>> routes = new TreeMap<>();
    for (JsonNode one : calls.path("calls")) {
      routes
          .computeIfAbsent(one.path("route").asText(), route -> new TreeMap<>())
          .put(one.path("status").asInt(), one.path("count").asLong());
    }
    routes.forEach((route, statuses) -> System.out.printf("  %-62s %s%n", route, statuses));
    System.out.printf(
        Locale.ROOT,
        "  %,d calls, %.1f a character; %s; early: %s%n",
        calls.path("total").asLong(),
        calls.path("total").asDouble() / PILOTS,
        calls.path("byStatus"),
        calls.path("early"));
  }

  /** What happens in EVE meanwhile. */
  private interface Life {
    void until(Instant now);
  }
}
