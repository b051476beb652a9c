package dev.evenomad.bootstrap.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.Main;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.push.fcm.FcmSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How many pushes one server process sends per second, from notifications that are pending until
 * all is stored: FCM has each message once, notifications are sent, jobs completed, plans gone.
 * First all are due at the same moment, then so many per second, which shows how late each was.
 * PostgreSQL puts every commit on the disk, FCM is a process of its own, and all share the machine.
 * Beside it what the parts do alone: posts of the same client to the same FCM from a process
 * without a database, and rows of a small table that are changed and committed in batches. No part
 * of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=PushFigures -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.pushes=} takes another number of them, {@code -Dnomad.rate=} makes so many due
 * per second, {@code -Dnomad.rounds=} repeats each measurement.
 */
final class PushFigures {

  private static final int PUSHES = Integer.getInteger("nomad.pushes", 30_000);
  private static final int RATE = Integer.getInteger("nomad.rate", 1_000);
  private static final int ROUNDS = Integer.getInteger("nomad.rounds", 2);
  private static final int WARM_UP = Integer.getInteger("nomad.warm-up", 20_000);

  private static final int USERS = 10_000;
  private static final int OLD = 100_000;
  private static final int AT_ONCE = 48;
  private static final int BUSIEST = 14;
  private static final Duration LEAD = Duration.ofSeconds(4);
  private static final Duration LIMIT_TIME = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String PLANS =
      "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'push-delivery'";

  private final DurableDatabase database = DurableDatabase.start();
  private final List<Figure> figures = new ArrayList<>();
  private int run;

  @Test
  void pushesPerSecond() throws Exception {
    assertThat(measure()).isNotEmpty();
  }

  List<Figure> measure() throws Exception {
    try (database;
        FcmProcess fcm = new FcmProcess()) {
      System.out.println(database.settings());
      System.out.printf(
          Locale.ROOT,
          "%d processors for everything, %,d pushes to %,d users%n",
          Runtime.getRuntime().availableProcessors(),
          PUSHES,
          USERS);
      Limits limits = new Limits(postsPerSecond(fcm), rowsPerSecond());
      try (JavaProcess server =
          new JavaProcess(environment(fcm), PushFigures::complaint, Main.class, "serve")) {
        server.await(Crowd.READY);
        settle();
        measure("warm-up", fcm, server, WARM_UP, Integer.MAX_VALUE, limits);
        for (int round = 1; round <= ROUNDS; round++) {
          measure("all at once", fcm, server, PUSHES, Integer.MAX_VALUE, limits);
        }
        for (int round = 1; round <= ROUNDS; round++) {
          measure(RATE + " a second", fcm, server, PUSHES, RATE, limits);
        }
        System.out.printf(
            Locale.ROOT,
            "server: resident %,d MB; heap %s%n",
            server.residentMegabytes(),
            server.heapAfterCollection());
      }
    }
    return figures;
  }

  private static void complaint(String line) {
    if (line.contains(" WARN ") || line.contains(" ERROR ")) {
      System.out.println(line);
    }
  }

  private Map<String, String> environment(FcmProcess fcm) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("ENCRYPTION_KEY", random());
    environment.put("JWT_SECRET", random());
    environment.put("EVE_CLIENT_ID", FcmMain.CLIENT);
    environment.put("EVE_CLIENT_SECRET", FcmMain.CLIENT);
    environment.put("FCM_CREDENTIALS", fcm.serviceAccount());
    environment.put("RATE_LIMITS", "off");
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", Integer.toString(NomadProcess.freePort()));
    environment.put("PUBLIC_URL", "http://127.0.0.1");
    environment.put("EVE_SSO_URL", fcm.site("sso").toString());
    environment.put("ESI_URL", fcm.site("esi").toString());
    environment.put("FCM_URL", fcm.site("fcm").toString());
    return environment;
  }

  private static String random() {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Users with a device each, and what they were told before: one of ten is not read. */
  private void settle() {
    database.execute(
        "INSERT INTO app_user (id, updated_at) SELECT 'user-' || i, now()"
            + " FROM generate_series(0, "
            + (USERS - 1)
            + ") AS i",
        "INSERT INTO session (id, user_id, token, expires_at, device_type, device_token)"
            + " SELECT 'session-' || i, 'user-' || i,"
            + " encode(sha256(('token-' || i)::bytea), 'hex'), now() + interval '6 days',"
            + " (array['android', 'ios'])[1 + i % 2],"
            + " 'phone-' || i || '-' || repeat(encode(sha256(i::text::bytea), 'base64'), 3)"
            + " FROM generate_series(0, "
            + (USERS - 1)
            + ") AS i",
        "INSERT INTO notification_log (id, user_id, character_id, type, title, body, data, status,"
            + " sent_at, read_at, dedup_key, created_at, version)"
            + " SELECT 'old-' || i, 'user-' || i % "
            + USERS
            + ", 90000000 + i % "
            + USERS
            + ", 'mail_received', 'Mail', 'From somebody', '{}',"
            + " CASE WHEN i % 10 = 0 THEN 'sent' ELSE 'read' END, now(),"
            + " CASE WHEN i % 10 = 0 THEN NULL ELSE now() END, 'old-' || i,"
            + " now() - i * interval '10 s', 3 FROM generate_series(1, "
            + OLD
            + ") AS i",
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version,"
            + " priority, owner) SELECT 'sync-' || kind, i::text, now() + i * interval '1 s' +"
            + " interval '1 hour', false, 1, 0, 'user-' || i FROM generate_series(0, "
            + (USERS - 1)
            + ") AS i, unnest(array['skills', 'mail', 'market-orders', 'industry-jobs',"
            + " 'planets']) AS kind");
  }

  /** Notifications that are due from then on, at that rate per second. */
  private void raise(String name, int count, Instant from, int rate) {
    String series = " FROM generate_series(0, " + (count - 1) + ") AS i";
    String due =
        String.format(Locale.ROOT, "timestamptz '%s' + i * interval '%.3f us'", from, 1e6 / rate);
    String id = "'" + name + "-' || i";
    // The runs go round the users, so that none is told too much.
    String user = "'user-' || (i * 7919 + " + run * 31 + ") % " + USERS;
    database.execute(
        "INSERT INTO notification_log (id, user_id, character_id, type, title, body, data, status,"
            + " dedup_key, created_at, version) SELECT "
            + id
            + ", "
            + user
            + ", 90000000 + i % "
            + USERS
            + ", 'skill_complete', 'Skill trained', 'Pilot ' || i || ' has trained Caldari"
            + " Battleship to level 4. The next one in the queue is Heavy Missiles 5.',"
            + " jsonb_build_object('type', 'skill_complete', 'characterId', 90000000 + i % "
            + USERS
            + ", 'skillId', 3338, 'level', 4), 'pending', 'skill:' || "
            + id
            + ", now(), 1"
            + series,
        "INSERT INTO job (id, job_type, status, priority, payload, created_at, attempts, version)"
            + " SELECT "
            + id
            + ", 'push-delivery', 'pending', 30, jsonb_build_object('userId', "
            + user
            + ", 'notificationIds', jsonb_build_array("
            + id
            + "), 'dueAt', '"
            + from
            + "', 'accepted', 0), now(), 0, 1"
            + series,
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version,"
            + " priority, owner) SELECT 'push-delivery', 'job:' || "
            + id
            + ", "
            + due
            + ", false, 1, 30, "
            + user
            + series);
  }

  private void measure(
      String title, FcmProcess fcm, JavaProcess server, int count, int rate, Limits limits)
      throws Exception {
    String name = "push-" + ++run;
    Instant distant = Instant.now().plus(1, ChronoUnit.HOURS);
    raise(name, count, distant, rate);
    database.execute("VACUUM ANALYZE", "CHECKPOINT");
    Thread.sleep(Duration.ofSeconds(2));
    Instant from = Instant.now().plus(LEAD).truncatedTo(ChronoUnit.MILLIS);
    database.execute(
        "UPDATE scheduled_tasks SET execution_time = execution_time + (timestamptz '"
            + from
            + "' - timestamptz '"
            + distant
            + "') WHERE task_name = 'push-delivery'",
        "VACUUM scheduled_tasks");
    Thread.sleep(Duration.between(Instant.now(), from.minusMillis(500)));
    fcm.messages();
    database.forgetStatements();
    Counted before = count(fcm, server);
    Instant until = awaitAll(fcm, before.accepted + count);
    Counted cost = count(fcm, server).minus(before);
    Map<String, List<Instant>> accepted = fcm.messages();
    verify(name, count, accepted);
    Latencies latencies = new Latencies();
    accepted.forEach(
        (id, times) -> {
          long index = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
          Instant due = from.plus((long) (index * 1e9 / rate), ChronoUnit.NANOS);
          times.forEach(time -> latencies.add(Duration.between(due, time)));
        });
    double perSecond = count / (Duration.between(from, until).toNanos() / 1e9);
    if (count == PUSHES) {
      figures.add(new Figure("push", title, perSecond, "bare posts to FCM", limits.posts));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f pushes a second; bare posts %,.0f (ratio %.2f), bare rows %,.0f (%.2f)%n",
        title,
        perSecond,
        limits.posts,
        perSecond / limits.posts,
        limits.rows,
        perSecond / limits.rows);
    System.out.printf(
        Locale.ROOT,
        "  per push: server %.2f ms, PostgreSQL %.2f ms, FCM %.2f ms; %.2f statements, %.2f"
            + " commits, %.2f syncs; %,.0f bytes of log, %,.0f bytes through sockets%n",
        cost.server.toNanos() / 1e6 / count,
        cost.postgres.toNanos() / 1e6 / count,
        cost.fcm.toNanos() / 1e6 / count,
        (double) cost.statements / count,
        (double) cost.commits / count,
        (double) cost.syncs / count,
        (double) cost.log / count,
        (double) cost.sockets / count);
    System.out.println("  due to accepted: " + latencies);
    database.busiest(BUSIEST, count).forEach(line -> System.out.println("    " + line));
  }

  /** When everything is stored. */
  private Instant awaitAll(FcmProcess fcm, long accepted) throws InterruptedException {
    long late = System.nanoTime() + PATIENCE.toNanos();
    while (fcm.accepted() < accepted && System.nanoTime() < late) {
      Thread.sleep(20);
    }
    while (database.count(PLANS) > 0) {
      if (System.nanoTime() > late) {
        throw new IllegalStateException(
            database.count(PLANS) + " plans are left; FCM accepted " + fcm.accepted());
      }
      Thread.sleep(20);
    }
    return Instant.now();
  }

  private void verify(String name, int count, Map<String, List<Instant>> accepted) {
    String like = " WHERE id LIKE '" + name + "-%' AND ";
    assertThat(accepted).hasSize(count).allSatisfy((id, times) -> assertThat(times).hasSize(1));
    assertThat(database.count("SELECT count(*) FROM notification_log" + like + "status = 'sent'"))
        .isEqualTo(count);
    assertThat(
            database.count(
                "SELECT count(*) FROM job" + like + "status = 'completed' AND attempts = 1"))
        .isEqualTo(count);
  }

  private Counted count(FcmProcess fcm, JavaProcess server) {
    return new Counted(
        fcm.accepted(),
        server.cpu(),
        database.cpu(),
        fcm.cpu(),
        database.statements(),
        database.commits(),
        database.syncs(),
        database.count("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"),
        socketBytes());
  }

  /** What went through the loopback interface. */
  private static long socketBytes() {
    try (var lines = Files.lines(Path.of("/proc/net/dev"))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith("lo:"))
          .map(line -> Long.parseLong(line.substring(3).strip().split("\\s+", 2)[0]))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this process alone posts to FCM. */
  private static double postsPerSecond(FcmProcess fcm) throws Exception {
    FcmSettings settings = FcmSettings.fromJson(fcm.serviceAccount()).withBaseUri(fcm.site("fcm"));
    try (FcmPush push = FcmPush.open(settings, InstantSource.system())) {
      post(push.gateway(), WARM_UP);
      Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
      Duration fcmCpu = fcm.cpu();
      long began = System.nanoTime();
      post(push.gateway(), PUSHES);
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "bare posts: %,.0f a second; client %.2f ms, FCM %.2f ms each%n",
          PUSHES / seconds,
          ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(cpu).toNanos()
              / 1e6
              / PUSHES,
          fcm.cpu().minus(fcmCpu).toNanos() / 1e6 / PUSHES);
      return PUSHES / seconds;
    }
  }

  private static void post(PushGateway gateway, int count) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> posting = new ArrayList<>();
      for (int thread = 0; thread < AT_ONCE; thread++) {
        posting.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    assertThat(gateway.send(message(i))).isInstanceOf(PushOutcome.Accepted.class);
                  }
                }));
      }
      for (Future<?> one : posting) {
        one.get();
      }
    }
  }

  private static PushMessage message(int i) {
    return new PushMessage(
        new PushToken("phone-" + i + "-" + "x".repeat(130)),
        i % 2 == 0 ? DeviceType.ANDROID : DeviceType.IOS,
        new PushMessage.Content.Alert(
            NotificationKind.SKILL_COMPLETE,
            "Skill trained",
            "Pilot "
                + i
                + " has trained Caldari Battleship to level 4. The next one in the queue is Heavy"
                + " Missiles 5."),
        Map.of(
            "type", "skill_complete",
            "characterId", Integer.toString(90_000_000 + i),
            "skillId", "3338",
            "level", "4",
            "notificationId", "bare-" + i),
        "bare-" + i,
        Duration.ofHours(1),
        1);
  }

  /** How many rows are changed, as many by one statement and commit as there are deliveries. */
  private double rowsPerSecond() throws SQLException {
    database.execute(
        "CREATE TABLE bare (id int PRIMARY KEY, n bigint NOT NULL)",
        "INSERT INTO bare SELECT i, 0 FROM generate_series(1, 1000) AS i");
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        PreparedStatement statement =
            connection.prepareStatement("UPDATE bare SET n = n + 1 WHERE id = ANY (?)")) {
      connection.setAutoCommit(false);
      long rows = 0;
      long end = System.nanoTime() + LIMIT_TIME.toNanos();
      for (int first = 1; System.nanoTime() < end; first = (first + AT_ONCE) % 900) {
        Integer[] ids = new Integer[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
          ids[i] = first + i;
        }
        statement.setArray(1, connection.createArrayOf("int4", ids));
        rows += statement.executeUpdate();
        connection.commit();
      }
      return rows / (LIMIT_TIME.toNanos() / 1e9);
    } finally {
      database.execute("DROP TABLE bare");
    }
  }

  /** What the parts do alone, per second. */
  private record Limits(double posts, double rows) {}

  /** What was used so far. */
  private record Counted(
      long accepted,
      Duration server,
      Duration postgres,
      Duration fcm,
      long statements,
      long commits,
      long syncs,
      long log,
      long sockets) {

    Counted minus(Counted before) {
      return new Counted(
          accepted - before.accepted,
          server.minus(before.server),
          postgres.minus(before.postgres),
          fcm.minus(before.fcm),
          statements - before.statements,
          commits - before.commits,
          syncs - before.syncs,
          log - before.log,
          sockets - before.sockets);
    }
  }
}
