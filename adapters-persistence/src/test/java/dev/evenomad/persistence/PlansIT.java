package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.idempotency.IdempotencyKey;
import dev.evenomad.domain.idempotency.KeyedRequest;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Deliveries.Opened;
import dev.evenomad.domain.notification.Deliveries.Subject;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.session.OneTimeGrant.LinkTicket;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.persistence.RecordedStatements.Recorded;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Asks the planner, on tables of 200,000 rows, how it would run the very statements that the
 * adapters send: by an index, without reading a whole table and without sorting much.
 */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlansIT {

  /** A sort of more rows is one that should have been an index. */
  private static final int MOST_SORTED = 5_000;

  private static final UserId USER = new UserId("u000077");
  private static final CharacterId CHARACTER = new CharacterId(777);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant AN_HOUR_AGO = NOW.minus(HOUR);

  private final RecordedStatements statements = new RecordedStatements();
  private final PostgresServer server;
  private DataSource dataSource;
  private Persistence persistence;

  PlansIT(PostgresServer server) {
    this.server = server;
  }

  @BeforeAll
  void fillTables() {
    String url = server.createDatabase();
    dataSource = PostgresServer.dataSource(url);
    persistence = Persistence.on(statements.on(dataSource), () -> NOW);
    persistence.migrate();
    LargeTables.fill(dataSource);
    persistence.users().find(USER);
    statements.takeStatements();
  }

  @AfterAll
  void close() {
    persistence.close();
  }

  @TestFactory
  Stream<DynamicTest> accountsAreFoundBy() {
    return Stream.of(
        uses("app_user_pkey", "id", () -> persistence.users().find(USER)),
        uses(
            "app_user_email_key",
            "e-mail",
            () -> persistence.users().findByEmail(new Email("u000077@example.org"))),
        uses(
            "app_user_stripe_customer_id_key",
            "Stripe customer",
            () -> persistence.users().findByStripeCustomer("cus_000077")),
        uses(
            "app_user_pkey",
            "id to be removed",
            () -> persistence.users().remove(new UserId("u000001"))),
        uses(
            "user_settings_user_id_key",
            "user, their settings",
            () -> persistence.settings().find(USER)),
        uses(
            "eve_character_user_id",
            "user, what a plan covers",
            () -> persistence.characters().roster(USER)));
  }

  @TestFactory
  Stream<DynamicTest> paymentsAreFoundBy() {
    return Stream.of(
        uses("stripe_event_pkey", "event", () -> persistence.payments().remember("evt_1", NOW)),
        uses("stripe_customer_pkey", "customer", () -> persistence.payments().hold("cus_1", NOW)),
        uses(
            "stripe_customer_pkey",
            "customer to be linked",
            () -> persistence.payments().link("cus_000077", USER)),
        uses(
            "stripe_subscription_pkey",
            "subscription",
            () -> persistence.payments().find("sub_000077")),
        uses("stripe_customer_user_id_idx", "user", () -> persistence.payments().ofUser(USER)));
  }

  @TestFactory
  Stream<DynamicTest> charactersAreFoundBy() {
    return Stream.of(
        uses(
            "eve_character_character_id_key",
            "EVE id",
            () -> persistence.characters().find(CHARACTER)),
        uses(
            "eve_character_character_id_key",
            "user and EVE id",
            () -> persistence.characters().findOf(USER, CHARACTER)),
        uses("eve_character_user_id", "user", () -> persistence.characters().ofUser(USER)),
        uses(
            "eve_character_token_expires_at_idx",
            "end of their tokens",
            () -> persistence.characters().withTokensExpiringBefore(NOW.plusSeconds(300), 100)),
        uses(
            "eve_character_character_id_key",
            "EVE id to be removed",
            () ->
                persistence
                    .characters()
                    .remove(persistence.characters().find(new CharacterId(1)).orElseThrow())),
        uses(
            "sync_state_pkey",
            "EVE id, their sync states",
            () -> persistence.syncStates().ofCharacter(CHARACTER)),
        uses(
            "sync_state_pkey",
            "EVE id and kind, a sync state",
            () -> persistence.syncStates().find(CHARACTER, SyncKind.SKILLS)),
        uses(
            "snapshot_pkey",
            "EVE id and kind, their snapshot",
            () -> persistence.snapshots().find(CHARACTER, Mailbox.class)),
        uses("eve_character_user_id", "user, for an overview", this::overview),
        uses("sync_state_pkey", "EVE id, their sync states for an overview", this::overview),
        uses("snapshot_pkey", "EVE id, their snapshots for an overview", this::overview),
        uses("notification_log_user_id", "user, what an overview counts", this::overview));
  }

  @TestFactory
  Stream<DynamicTest> sessionsAreFoundBy() {
    return Stream.of(
        uses("session_pkey", "id", () -> persistence.sessions().find(new SessionId("s000777"))),
        uses(
            "session_token_key",
            "digest of their token",
            () -> persistence.sessions().findByToken(Samples.digest())),
        uses(
            "session_previous_token_idx",
            "digest of the token before",
            () -> persistence.sessions().findByToken(Samples.digest())),
        uses("session_user_id", "user", () -> persistence.sessions().ofUser(USER, NOW)),
        uses(
            "session_device_token_key",
            "push token",
            () -> persistence.sessions().add(Samples.session(USER, new PushToken("push000777")))),
        uses(
            "session_pkey",
            "id and push token",
            () ->
                persistence
                    .sessions()
                    .clearPushToken(new SessionId("s000777"), new PushToken("push000777"))),
        uses(
            "session_pkey",
            "id to be removed",
            () -> persistence.sessions().remove(USER, new SessionId("s000778"))),
        uses(
            "session_user_id",
            "user to be removed",
            () -> persistence.sessions().removeAll(USER, Optional.empty())),
        uses(
            "session_pkey",
            "id, when it is used",
            () -> persistence.sessions().noteUse(new SessionId("s000777"), NOW)),
        uses(
            "one_time_grant_pkey",
            "digest of a grant",
            () -> persistence.oneTimeGrants().take(Samples.digest(), LinkTicket.class, NOW)),
        uses(
            "idempotent_request_pkey",
            "user and key",
            () ->
                persistence
                    .idempotentRequests()
                    .claim(
                        new KeyedRequest(
                            new UserId("u000777"), new IdempotencyKey("k000777"), "POST /v1/y"),
                        "holder",
                        NOW,
                        NOW.plusSeconds(1),
                        NOW.plusSeconds(2))),
        uses(
            "lease_pkey",
            "name of a lease",
            () -> persistence.leases().take("l000777", "holder", NOW, NOW.plusSeconds(1))),
        uses(
            "budget_pkey",
            "key of a budget",
            () ->
                persistence
                    .budgets()
                    .take(new Budgets.Budget("b000777", 10, Duration.ofMinutes(15)), 1, NOW)),
        uses(
            "cached_data_cache_key_c_idx",
            "beginning of cache keys",
            () -> persistence.cache().removeAll("universe", "none")),
        uses(
            "lease_pkey",
            "name of a lease to be given back",
            () -> persistence.leases().release("l000777", "holder")));
  }

  @TestFactory
  Stream<DynamicTest> notificationsAreFoundBy() {
    NotificationQuery latest = NotificationQuery.latest(50);
    NotificationQuery own = latest.ofUser(USER);
    var after = new NotificationQuery.Position(NOW.minusSeconds(40), new NotificationId("n"));
    return Stream.of(
        uses(
            "notification_log_pkey",
            "id",
            () -> persistence.notifications().find(new NotificationId("n000777"))),
        uses("notification_log_page_idx", "user", () -> persistence.notifications().page(own)),
        uses(
            "notification_log_page_idx",
            "user, a further page",
            () -> persistence.notifications().page(own.after(after))),
        uses(
            "notification_log",
            "user and status",
            () ->
                persistence
                    .notifications()
                    .page(alerts(USER, NotificationStatus.SENT, null, null, null))),
        uses(
            "notification_log",
            "user and kind",
            () ->
                persistence
                    .notifications()
                    .page(alerts(USER, null, NotificationKind.TEST, null, null))),
        uses(
            "notification_log",
            "user and character",
            () -> persistence.notifications().page(alerts(USER, null, null, CHARACTER, null))),
        uses(
            "notification_log",
            "user and time",
            () -> persistence.notifications().page(alerts(USER, null, null, null, AN_HOUR_AGO))),
        uses(
            "notification_log_user_id_status_idx",
            "user, to be counted",
            () -> persistence.notifications().unreadCount(USER)),
        uses(
            "notification_log_user_id_status_idx",
            "user, to be marked as read",
            () -> persistence.notifications().markAllRead(USER, NOW)),
        uses(
            "notification_log_user_id_dedup_key_key",
            "user and dedup key",
            () ->
                persistence
                    .notifications()
                    .addIfNew(Samples.notification(USER, new DedupKey("d000777"), NOW))),
        uses(
            "notification_log_created_at_idx",
            "age alone",
            () -> persistence.notifications().page(latest)),
        uses(
            "notification_log_created_at_idx",
            "age alone, a further page",
            () -> persistence.notifications().page(latest.after(after))),
        uses(
            "notification_log",
            "status alone",
            () ->
                persistence
                    .notifications()
                    .page(alerts(null, NotificationStatus.FAILED, null, null, null))),
        uses(
            "notification_log_type_idx",
            "kind alone",
            () ->
                persistence
                    .notifications()
                    .page(alerts(null, null, NotificationKind.REAUTHORIZATION_NEEDED, null, null))),
        uses(
            "notification_log_character_id_idx",
            "character alone",
            () -> persistence.notifications().page(alerts(null, null, null, CHARACTER, null))),
        uses(
            "notification_log_created_at_idx",
            "time alone",
            () -> persistence.notifications().page(alerts(null, null, null, null, AN_HOUR_AGO))));
  }

  @TestFactory
  Stream<DynamicTest> jobsAreFoundBy() {
    var after = new JobQuery.Position(NOW.minusSeconds(40), new JobId("j"));
    JobQuery latest = JobQuery.latest(50);
    return Stream.of(
        uses("job_pkey", "id", () -> persistence.jobs().find(new JobId("j000777"))),
        uses(
            "job_character_id_idx",
            "character, open ones",
            () -> persistence.jobs().openOf(CHARACTER)),
        uses(
            "job_character_id_idx",
            "character, to be removed",
            () -> persistence.jobs().removeOfCharacter(new CharacterId(2))),
        uses("job_created_at_idx", "age", () -> persistence.jobs().page(latest)),
        uses(
            "job_created_at_idx",
            "age, a further page",
            () -> persistence.jobs().page(latest.after(after))),
        uses(
            "job",
            "type",
            () -> persistence.jobs().page(jobs(JobType.PUSH_DELIVERY, null, null, null))),
        uses(
            "job_status",
            "status",
            () -> persistence.jobs().page(jobs(null, JobStatus.FAILED, null, null))),
        uses(
            "job_status",
            "status, a further page",
            () -> persistence.jobs().page(jobs(null, JobStatus.FAILED, null, null).after(after))),
        uses(
            "job_status",
            "status of which there are few",
            () -> persistence.jobs().page(jobs(null, JobStatus.PROCESSING, null, null))),
        uses(
            "job_character_id_idx",
            "character",
            () -> persistence.jobs().page(jobs(null, null, CHARACTER, null))),
        uses(
            "job_status",
            "type, status and age",
            () ->
                persistence
                    .jobs()
                    .page(jobs(JobType.SYNC_SKILLS, JobStatus.FAILED, null, AN_HOUR_AGO))),
        uses(
            "job_character_id_idx",
            "type, status and character",
            () ->
                persistence
                    .jobs()
                    .page(jobs(JobType.SYNC_SKILLS, JobStatus.FAILED, CHARACTER, null))));
  }

  private void overview() {
    persistence.overviews().find(USER, NOW);
  }

  @TestFactory
  Stream<DynamicTest> deliveriesFindBy() {
    Runnable open = this::open;
    return Stream.of(
        uses("job_pkey", "id what is begun", open),
        uses("notification_log_pkey", "id what they tell", open),
        uses("session_user_id", "user the devices", open),
        uses("notification_log_user_id_status_idx", "user what is not read", open),
        uses("job_pkey", "id what is over", () -> conclude(open())),
        uses("notification_log_pkey", "id what was told", () -> conclude(open())));
  }

  private Opened open() {
    Subject subject = new Subject(USER, List.of(new NotificationId("n000777")));
    return persistence
        .deliveries()
        .open(new JobId("j000500"), job -> Optional.of(subject), NOW)
        .orElseThrow();
  }

  private void conclude(Opened opened) {
    statements.takeStatements();
    Notification told = Samples.notification(USER).sent(NOW);
    persistence.deliveries().conclude(opened.job().toBeRetried("later"), List.of(told));
  }

  @TestFactory
  Stream<DynamicTest> cachedDataIsFoundBy() {
    CacheKey key = new CacheKey("universe", "types", "000777");
    return Stream.of(
        uses("cached_data_cache_key_key", "key", () -> persistence.cache().find(key)),
        uses(
            "cached_data_cache_key_key",
            "keys",
            () ->
                persistence
                    .cache()
                    .findAll(Stream.generate(Samples::cacheKey).limit(200).toList())),
        uses(
            "cached_data_cache_key_key",
            "key to be replaced",
            () -> persistence.cache().put(Samples.cached(key, NOW))));
  }

  @TestFactory
  Stream<DynamicTest> retentionFinds() {
    int step = 1_000;
    return Stream.of(
        uses(
            "stripe_event_received_at_idx",
            "payment events",
            () -> persistence.payments().removeEventsBefore(NOW, step)),
        uses(
            "stripe_customer_strangers_idx",
            "customers that are nobody",
            () -> persistence.payments().removeStrangersBefore(NOW, step)),
        uses(
            "session_expires_at_idx",
            "expired sessions",
            () -> persistence.sessions().removeExpired(NOW, step)),
        uses(
            "one_time_grant_expires_at_idx",
            "expired grants",
            () -> persistence.oneTimeGrants().removeExpired(NOW, step)),
        uses(
            "idempotent_request_forgotten_at_idx",
            "forgotten requests",
            () -> persistence.idempotentRequests().removeForgotten(NOW, step)),
        uses(
            "cached_data_expires_at_idx",
            "stale cache",
            () -> persistence.cache().removeExpiredBefore(NOW, step)),
        uses(
            "job_over_idx",
            "completed jobs",
            () -> persistence.jobs().removeCompletedBefore(NOW.minus(Duration.ofDays(7)), step)),
        uses(
            "job_over_idx",
            "failed jobs",
            () -> persistence.jobs().removeFailedBefore(NOW.minus(Duration.ofDays(30)), step)),
        uses(
            "notification_log_read_idx",
            "read notifications",
            () ->
                persistence.notifications().removeReadBefore(NOW.minus(Duration.ofDays(30)), step)),
        uses(
            "job_over_idx",
            "completed jobs after a long pause, when nearly all are old",
            () -> persistence.jobs().removeCompletedBefore(NOW, step)));
  }

  @TestFactory
  Stream<DynamicTest> dueWorkIsFoundBy() {
    DueWork work = new DueWork.Sync(CHARACTER, SyncKind.SKILLS);
    return Stream.of(
        uses("scheduled_tasks_pkey", "name", () -> persistence.schedule().plan(work, NOW)),
        uses(
            "scheduled_tasks_pkey",
            "name, if it is absent",
            () -> persistence.schedule().planIfAbsent(work, NOW)),
        uses(
            "scheduled_tasks_pkey",
            "name to be forgotten",
            () -> persistence.schedule().cancel(work)));
  }

  @Test
  void theEnginePollsAndLooksAfterTheDeadByIndexes() {
    EngineSettings settings =
        EngineSettings.DEFAULT
            .withPollInterval(Duration.ofMillis(20))
            .withHeartbeat(Duration.ofMillis(100));
    List<Recorded> seen = new ArrayList<>();
    DueWork work = Samples.work(JobType.PUSH_DELIVERY);
    persistence.schedule().plan(work, NOW);
    statements.takeStatements();
    try (Engine engine = persistence.engine(done -> Next.Done.DONE, settings)) {
      engine.start();
      Patience.await()
          .until(
              () -> {
                seen.addAll(statements.takeStatements());
                return Stream.of("SKIP LOCKED", "last_heartbeat <= ", "DELETE FROM")
                    .allMatch(part -> seen.stream().anyMatch(one -> one.sql().contains(part)));
              });
    }
    seen.addAll(statements.takeStatements());

    Set<String> indexes = new TreeSet<>();
    seen.stream().filter(one -> !one.isCommit()).forEach(one -> indexes.addAll(indexesOf(one)));
    assertThat(indexes)
        .contains(
            "scheduled_tasks_lane_idx",
            "scheduled_tasks_last_heartbeat_idx",
            "scheduled_tasks_pkey");
  }

  private static NotificationQuery alerts(
      @Nullable UserId user,
      @Nullable NotificationStatus status,
      @Nullable NotificationKind kind,
      @Nullable CharacterId character,
      @Nullable Instant from) {
    return new NotificationQuery(
        Optional.ofNullable(user),
        Optional.ofNullable(status),
        Optional.ofNullable(kind),
        Optional.ofNullable(character),
        Optional.ofNullable(from),
        Optional.ofNullable(from).map(begin -> begin.plus(HOUR)),
        Optional.empty(),
        50);
  }

  private static JobQuery jobs(
      @Nullable JobType type,
      @Nullable JobStatus status,
      @Nullable CharacterId character,
      @Nullable Instant from) {
    return new JobQuery(
        Optional.ofNullable(type),
        Optional.ofNullable(status),
        Optional.ofNullable(character),
        Optional.ofNullable(from),
        Optional.ofNullable(from).map(begin -> begin.plus(HOUR)),
        Optional.empty(),
        50);
  }

  /** Whatever {@code call} sends uses an index whose name begins so. */
  private DynamicTest uses(String index, String by, Runnable call) {
    return DynamicTest.dynamicTest(
        by,
        () -> {
          statements.takeStatements();
          call.run();
          List<Recorded> sent =
              statements.takeStatements().stream().filter(one -> !one.isCommit()).toList();
          assertThat(sent).isNotEmpty();
          Set<String> indexes = new TreeSet<>();
          sent.forEach(one -> indexes.addAll(indexesOf(one)));
          assertThat(indexes).anyMatch(name -> name.startsWith(index));
        });
  }

  /** The indexes that the plan of the statement uses, after a look at what it must not do. */
  private Set<String> indexesOf(Recorded statement) {
    JsonNode plan = explain(statement);
    for (JsonNode type : plan.findValues("Node Type")) {
      assertThat(type.asText())
          .as("%s%n%s", statement.sql(), plan.toPrettyString())
          .isNotEqualTo("Seq Scan");
    }
    for (JsonNode node : plan.findParents("Sort Key")) {
      if (node.get("Node Type").asText().equals("Sort")) {
        assertThat(node.get("Plans").get(0).get("Plan Rows").asInt())
            .as("rows to be sorted for %s%n%s", statement.sql(), plan.toPrettyString())
            .isLessThan(MOST_SORTED);
      }
    }
    Set<String> indexes = new TreeSet<>();
    plan.findValues("Index Name").forEach(name -> indexes.add(name.asText()));
    plan.findValues("Conflict Arbiter Indexes")
        .forEach(names -> names.forEach(name -> indexes.add(name.asText())));
    return indexes;
  }

  private JsonNode explain(Recorded statement) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement explain = statement.prepare(connection, "EXPLAIN (FORMAT JSON) ");
        ResultSet plan = explain.executeQuery()) {
      plan.next();
      return new ObjectMapper().readTree(plan.getString(1));
    } catch (SQLException | JsonProcessingException e) {
      throw new AssertionError(statement.sql(), e);
    }
  }
}
