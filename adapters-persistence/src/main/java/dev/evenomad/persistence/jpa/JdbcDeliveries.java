package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.session.Session;
import dev.evenomad.persistence.batch.JdbcValues;
import dev.evenomad.persistence.batch.PlannedAnew;
import dev.evenomad.persistence.batch.Together;
import dev.evenomad.persistence.jpa.JdbcTransactions.SqlWork;
import dev.evenomad.persistence.live.LiveNews;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All deliveries that are begun at the same moment are begun in one transaction of a few
 * statements, and all that end at the same moment by one statement. Thread-safe.
 *
 * <p>In the statements that change rows an empty text follows the status, so that no index on it
 * can be used: the planner may take it for rare, when there is a million of that status.
 */
final class JdbcDeliveries implements Deliveries {

  private static final String BEGIN =
      """
      UPDATE job
         SET status = 'processing', started_at = opening.at, result = NULL,
             attempts = job.attempts + 1, version = job.version + 1
        FROM unnest(?::text[], ?::timestamptz[]) AS opening (id, at)
       WHERE job.id = opening.id AND job.status || '' IN ('pending', 'processing')
      RETURNING job.*
      """;

  private static final String NOTIFICATIONS = "SELECT * FROM notification_log WHERE id = ANY (?)";

  private static final String SESSIONS =
      "SELECT * FROM session WHERE user_id = ANY (?) ORDER BY created_at DESC, id DESC";

  private static final String UNREAD =
      "SELECT user_id, count(*) FROM notification_log"
          + " WHERE user_id = ANY (?) AND status = 'sent' GROUP BY user_id";

  private static final String CONCLUDE =
      """
      WITH ended AS (
        UPDATE job
           SET status = tried.status, payload = tried.payload::jsonb, result = tried.result::jsonb,
               error = tried.error, completed_at = tried.completed_at, version = job.version + 1
          FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                 ?::timestamptz[])
            AS tried (id, attempts, status, payload, result, error, completed_at)
         WHERE job.id = tried.id AND job.status || '' = 'processing' AND job.attempts = tried.attempts
        RETURNING job.id
      ), told AS (
        UPDATE notification_log AS notification
           SET status = told.status, sent_at = told.sent_at, error = told.error,
               version = notification.version + 1
          FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[])
            AS told (id, job, status, sent_at, error, at)
         WHERE notification.id = told.id AND notification.status || '' = 'pending'
           AND (told.status = 'sent' OR told.job IN (SELECT id FROM ended))
        RETURNING notification.id, notification.user_id, told.at
      ), live AS (
        INSERT INTO live_event (user_id, type, data, at)
        SELECT user_id, '%s', jsonb_build_object('%s', id), at FROM told
        RETURNING user_id
      )
      SELECT id, NULL AS user_id FROM ended UNION ALL SELECT NULL, user_id FROM live
      """
          .formatted(LiveEventForm.NOTIFICATION_CHANGED, LiveEventForm.NOTIFICATION);

  private static final Comparator<Notification> EARLIEST_FIRST =
      Comparator.comparing(Notification::createdAt)
          .thenComparing(notification -> notification.id().value());

  private final DataSource dataSource;
  private final LiveNews news;
  private final Together<Opening, Optional<Opened>> openings = new Together<>(this::open);
  private final Together<Tried, Boolean> conclusions = new Together<>(this::conclude);

  JdbcDeliveries(DataSource dataSource, LiveNews news) {
    this.dataSource = dataSource;
    this.news = news;
  }

  @Override
  public Optional<Opened> open(JobId job, Function<Job, Optional<Subject>> subject, Instant now) {
    return openings.add(new Opening(job, subject, now));
  }

  @Override
  public boolean conclude(Job job, List<Notification> notifications) {
    return conclusions.add(new Tried(job, notifications));
  }

  private List<Optional<Opened>> open(List<Opening> all) {
    if (repeats(all, Opening::job)) {
      return all.stream().flatMap(one -> open(List.of(one)).stream()).toList();
    }
    return inTransaction(connection -> open(connection, all));
  }

  private <T> T inTransaction(SqlWork<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Outages.orElse(e, "deliveries could not be stored");
    }
  }

  private static List<Optional<Opened>> open(Connection connection, List<Opening> all)
      throws SQLException {
    Map<JobId, Job> begun = begin(connection, all);
    Map<JobId, Subject> subjects = new HashMap<>();
    for (Opening one : all) {
      Optional.ofNullable(begun.get(one.job))
          .flatMap(one.subject)
          .ifPresent(subject -> subjects.put(one.job, subject));
    }
    Found found = Found.find(connection, subjects.values());
    return all.stream()
        .map(
            one ->
                Optional.ofNullable(begun.get(one.job))
                    .map(job -> found.by(job, subjects.get(one.job), one.at)))
        .toList();
  }

  private static Map<JobId, Job> begin(Connection connection, List<Opening> all)
      throws SQLException {
    Map<JobId, Job> begun = new HashMap<>();
    try (PreparedStatement statement = PlannedAnew.prepare(connection, BEGIN)) {
      set(statement, 1, "text", all, one -> one.job.value());
      set(statement, 2, "timestamptz", all, one -> one.at.toString());
      each(
          statement,
          rows -> {
            Job job = JobRow.of(rows).toDomain();
            begun.put(job.id(), job);
          });
    }
    return begun;
  }

  private List<Boolean> conclude(List<Tried> all) {
    if (repeats(all, tried -> tried.job.id())) {
      return all.stream().flatMap(one -> conclude(List.of(one)).stream()).toList();
    }
    Set<UserId> live = new HashSet<>();
    List<Boolean> counted = inTransaction(connection -> conclude(connection, all, live));
    news.tell(live);
    return counted;
  }

  private static List<Boolean> conclude(Connection connection, List<Tried> all, Set<UserId> live)
      throws SQLException {
    List<Job> jobs = all.stream().map(Tried::job).toList();
    Collection<Told> told = told(all);
    Set<JobId> stored = new HashSet<>();
    try (PreparedStatement statement = PlannedAnew.prepare(connection, CONCLUDE)) {
      set(statement, 1, "text", jobs, job -> job.id().value());
      set(statement, 2, "int4", jobs, Job::attempts);
      set(statement, 3, "text", jobs, job -> job.status().code());
      set(statement, 4, "text", jobs, job -> Json.write(job.payload()));
      set(statement, 5, "text", jobs, job -> Json.write(job.result()));
      set(statement, 6, "text", jobs, job -> job.error().orElse(null));
      set(statement, 7, "timestamptz", jobs, job -> JdbcValues.text(job.completedAt()));
      set(statement, 8, "text", told, one -> one.notification.id().value());
      set(statement, 9, "text", told, one -> one.job.id().value());
      set(statement, 10, "text", told, one -> one.notification.status().code());
      set(statement, 11, "timestamptz", told, one -> JdbcValues.text(one.notification.sentAt()));
      set(statement, 12, "text", told, one -> one.notification.error().orElse(null));
      set(statement, 13, "timestamptz", told, Told::at);
      each(
          statement,
          rows -> {
            String id = rows.getString("id");
            if (id == null) {
              live.add(new UserId(rows.getString("user_id")));
            } else {
              stored.add(new JobId(id));
            }
          });
    }
    return jobs.stream().map(job -> stored.contains(job.id())).toList();
  }

  /** Each notification once: that it was sent counts for more than that it was not. */
  private static Collection<Told> told(List<Tried> all) {
    Map<NotificationId, Told> told = new HashMap<>();
    for (Tried tried : all) {
      for (Notification notification : tried.notifications) {
        told.merge(
            notification.id(),
            new Told(tried.job, notification),
            (one, other) -> other.sent() ? other : one);
      }
    }
    return told.values();
  }

  private static <T> boolean repeats(List<T> all, Function<T, JobId> job) {
    return all.stream().map(job).distinct().count() < all.size();
  }

  private static <T> void set(
      PreparedStatement statement,
      int position,
      String type,
      Collection<T> all,
      Function<T, @Nullable Object> value)
      throws SQLException {
    statement.setArray(position, JdbcValues.array(statement.getConnection(), type, all, value));
  }

  private static void each(PreparedStatement statement, Row row) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        row.read(rows);
      }
    }
  }

  /** What is done with each row of a result. */
  @FunctionalInterface
  private interface Row {
    void read(ResultSet columns) throws SQLException;
  }

  /** A delivery to be begun at that moment. */
  private record Opening(JobId job, Function<Job, Optional<Subject>> subject, Instant at) {}

  /** A delivery that was tried. */
  private record Tried(Job job, List<Notification> notifications) {}

  /** A notification that a delivery was about. */
  private record Told(Job job, Notification notification) {
    boolean sent() {
      return notification.status() == NotificationStatus.SENT;
    }

    /** When that came to be, for the live event. */
    String at() {
      return notification
          .sentAt()
          .or(job::completedAt)
          .orElseGet(notification::createdAt)
          .toString();
    }
  }

  /** What deliveries are about, and to whom they go. */
  private record Found(
      Map<NotificationId, Notification> notifications,
      Map<UserId, List<Session>> sessions,
      Map<UserId, Long> unread) {

    static Found find(Connection connection, Collection<Subject> subjects) throws SQLException {
      Found found = new Found(new HashMap<>(), new HashMap<>(), new HashMap<>());
      query(
          connection,
          NOTIFICATIONS,
          subjects.stream()
              .flatMap(subject -> subject.notifications().stream())
              .map(NotificationId::value)
              .toList(),
          rows -> {
            Notification notification = NotificationRow.of(rows).toDomain();
            found.notifications.put(notification.id(), notification);
          });
      List<String> users =
          subjects.stream().map(subject -> subject.user().value()).distinct().toList();
      query(
          connection,
          SESSIONS,
          users,
          rows -> {
            Session session = SessionRow.of(rows).toDomain();
            found.sessions.computeIfAbsent(session.user(), one -> new ArrayList<>()).add(session);
          });
      query(
          connection,
          UNREAD,
          users,
          rows -> found.unread.put(new UserId(rows.getString("user_id")), rows.getLong("count")));
      return found;
    }

    private static void query(Connection connection, String sql, List<String> keys, Row row)
        throws SQLException {
      if (!keys.isEmpty()) {
        try (PreparedStatement statement = PlannedAnew.prepare(connection, sql)) {
          set(statement, 1, "text", keys, key -> key);
          each(statement, row);
        }
      }
    }

    Opened by(Job job, @Nullable Subject subject, Instant now) {
      if (subject == null) {
        return new Opened(job, List.of(), List.of(), 0);
      }
      return new Opened(
          job,
          subject.notifications().stream()
              .distinct()
              .flatMap(id -> Optional.ofNullable(notifications.get(id)).stream())
              .filter(notification -> notification.user().equals(subject.user()))
              .sorted(EARLIEST_FIRST)
              .toList(),
          sessions.getOrDefault(subject.user(), List.of()).stream()
              .filter(session -> session.expiresAt().isAfter(now))
              .toList(),
          unread.getOrDefault(subject.user(), 0L));
    }
  }
}
