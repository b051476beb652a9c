package dev.evenomad.bootstrap.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.jobs.DueWorkPlan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * How many jobs are done per second, by one server process and by two on one PostgreSQL that puts
 * every commit on the disk: work that was planned before and is nothing, and jobs that are made,
 * begun and completed as rows of the audit trail. Beside it, how many single rows the same machine
 * changes and commits. Other plans, for later, are in the table too. No part of the test run; by
 * hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=JobFigures -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.jobs=} takes another number of them.
 */
final class JobFigures {

  private static final int JOBS = Integer.getInteger("nomad.jobs", 20_000);
  private static final int WARM_UP = 4_000;
  private static final int BATCH = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BUSIEST = 12;

  private static final String OF_JOBS = " WHERE task_name = '" + JobType.PUSH_DELIVERY.code() + "'";

  /** What is planned for later on an ordinary server, whose table is never empty. */
  private static final String REST =
      "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version,"
          + " priority, owner) SELECT 'sync-' || kind, i::text, now() + i * interval '1 s' +"
          + " interval '1 hour', false, 1, 0, 'account-' || i FROM generate_series(1, 10000) AS i,"
          + " unnest(array['skills', 'mail', 'market-orders', 'industry-jobs', 'planets']) AS kind";

  /** So many connections the pool of a server has. */
  private static final int CONNECTIONS = Runtime.getRuntime().availableProcessors() * 2 + 1;

  private final List<String> table = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  @Test
  void jobsPerSecond() throws Exception {
    assertThat(measure()).isNotEmpty();
  }

  List<Figure> measure() throws Exception {
    try (DurableDatabase database = DurableDatabase.start()) {
      System.out.println(database.settings());
      System.out.printf(
          Locale.ROOT,
          "%d processors, %d connections a server, %,d jobs%n",
          Runtime.getRuntime().availableProcessors(),
          CONNECTIONS,
          JOBS);
      try (Persistence persistence =
          Persistence.open(
              PersistenceSettings.of(DatabaseUrl.parse(database.jdbcUrl())),
              InstantSource.system())) {
        persistence.migrate();
      }
      table.add(
          String.format(
              Locale.ROOT,
              "%-28s %8s %10s %10s %10s %10s %10s %12s %8s",
              "",
              "jobs/s",
              "ms server",
              "ms PG",
              "statements",
              "commits",
              "syncs",
              "UPDATEs/s",
              "ratio"));
      for (boolean audited : new boolean[] {false, true}) {
        for (int servers = 1; servers <= 2; servers++) {
          measure(database, servers, audited);
        }
      }
    }
    table.forEach(System.out::println);
    return figures;
  }

  private void measure(DurableDatabase database, int servers, boolean audited) throws Exception {
    database.execute("TRUNCATE job, scheduled_tasks", REST, "VACUUM ANALYZE", "CHECKPOINT");
    double limit = BareDatabase.updatesPerSecond(database.jdbcUrl(), servers * CONNECTIONS);
    List<AtomicLong> done = new ArrayList<>();
    List<JavaProcess> processes = new ArrayList<>();
    long commitsBefore;
    long syncsBefore;
    Cost cost;
    long statements;
    List<String> busiest;
    try {
      for (int i = 0; i < servers; i++) {
        AtomicLong count = new AtomicLong();
        done.add(count);
        processes.add(
            new JavaProcess(
                Map.of(),
                line -> hear(line, count),
                JobWorker.class,
                database.jdbcUrl(),
                audited ? JobWorker.AUDITED : "bare"));
      }
      for (JavaProcess process : processes) {
        process.await(JobWorker.READY);
      }
      run(database, processes, done, servers * WARM_UP, audited);
      database.execute("VACUUM ANALYZE job", "VACUUM ANALYZE scheduled_tasks", "CHECKPOINT");
      // The server counts commits of a session that rests only now and then.
      Thread.sleep(Duration.ofSeconds(11));
      commitsBefore = database.commits();
      syncsBefore = database.syncs();
      database.forgetStatements();
      cost = run(database, processes, done, JOBS, audited);
      statements = database.statements();
      busiest = database.busiest(BUSIEST, JOBS);
    } finally {
      processes.forEach(JavaProcess::close);
    }
    Thread.sleep(Duration.ofSeconds(1));
    long commits = database.commits() - commitsBefore;
    long syncs = database.syncs() - syncsBefore;
    String name =
        (audited ? "with audit trail" : "bare")
            + ", "
            + servers
            + (servers == 1 ? " server" : " servers");
    double rate = JOBS / (cost.time.toNanos() / 1e9);
    figures.add(new Figure("jobs", name, rate, "raw UPDATE with COMMIT", limit));
    table.add(
        String.format(
            Locale.ROOT,
            "%-28s %,8.0f %10.2f %10.2f %10.2f %10.2f %10.2f %,12.0f %8.2f",
            name,
            rate,
            milliseconds(cost.servers) / JOBS,
            milliseconds(cost.postgres) / JOBS,
            (double) statements / JOBS,
            (double) commits / JOBS,
            (double) syncs / JOBS,
            limit,
            rate / limit));
    System.out.println(name + ", statements by time, so many for each job:");
    busiest.forEach(line -> System.out.println("  " + line));
  }

  private static void hear(String line, AtomicLong count) {
    if (line.startsWith(JobWorker.DONE)) {
      count.set(Long.parseLong(line.substring(JobWorker.DONE.length())));
    } else if (!line.equals(JobWorker.READY)) {
      System.out.println(line);
    }
  }

  private static Cost run(
      DurableDatabase database,
      List<JavaProcess> processes,
      List<AtomicLong> done,
      int jobs,
      boolean audited)
      throws Exception {
    long before = sum(done);
    long began;
    Duration servers;
    Duration postgres;
    if (audited) {
      began = System.nanoTime();
      servers = cpu(processes);
      postgres = database.cpu();
      processes.forEach(process -> process.tell(JobWorker.MAKE + jobs / processes.size()));
    } else {
      Instant start = Instant.now().plusSeconds(3);
      plan(database, jobs, start);
      Thread.sleep(Duration.between(Instant.now(), start));
      began = System.nanoTime();
      servers = cpu(processes);
      postgres = database.cpu();
    }
    long late = System.nanoTime() + PATIENCE.toNanos();
    while (sum(done) < before + jobs) {
      if (System.nanoTime() > late) {
        throw new IllegalStateException(sum(done) - before + " of " + jobs + " were done");
      }
      Thread.sleep(20);
    }
    while (database.count("SELECT count(*) FROM scheduled_tasks" + OF_JOBS) > 0) {
      Thread.sleep(10);
    }
    return new Cost(
        Duration.ofNanos(System.nanoTime() - began),
        cpu(processes).minus(servers),
        database.cpu().minus(postgres));
  }

  private static void plan(DurableDatabase database, int jobs, Instant at) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
      List<Plan> batch = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        DueWork work =
            new DueWork.RunJob(new JobId(at.toEpochMilli() + "-" + i), JobType.PUSH_DELIVERY);
        batch.add(Plan.of(work, at).onBehalfOf(new UserId("account-" + i % JobWorker.ACCOUNTS)));
        if (batch.size() == BATCH || i == jobs - 1) {
          DueWorkPlan.planIfAbsent(connection, batch);
          batch.clear();
        }
      }
    }
  }

  private static long sum(List<AtomicLong> counts) {
    return counts.stream().mapToLong(AtomicLong::get).sum();
  }

  private static Duration cpu(List<JavaProcess> processes) {
    return processes.stream().map(JavaProcess::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }

  /** What it took. */
  private record Cost(Duration time, Duration servers, Duration postgres) {}
}
