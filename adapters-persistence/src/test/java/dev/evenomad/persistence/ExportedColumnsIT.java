package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.application.account.AccountExport.Part;
import dev.evenomad.application.account.ExportAccount;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.Session;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.SnapshotSamples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every column of the schema is in a pilot's export, or stands here with the reason why it is not.
 * A new one has to be put into one of the three lists, or this test fails.
 */
@ExtendWith(PostgresExtension.class)
final class ExportedColumnsIT {

  /** Where the values of a column are shown; after a {@code ~} in another form. */
  private static final Map<String, String> SHOWN =
      of(
          """
          app_user.id                                 account.id
          app_user.email                              account.email
          app_user.created_at                         account.createdAt
          app_user.updated_at                         account.updatedAt
          app_user.subscription_tier                  account.subscription.tier
          app_user.subscription_status                account.subscription.status
          app_user.subscription_ends_at               account.subscription.endsAt
          app_user.stripe_customer_id                 account.subscription.stripeCustomerId
          app_user.stripe_subscription_id             account.subscription.stripeSubscriptionId
          app_user.version                            account.version
          user_settings.id                            settings.id
          user_settings.user_id                       settings.user
          user_settings.theme                         settings.theme
          user_settings.default_character_id          settings.defaultCharacter
          user_settings.language                      settings.language
          user_settings.notify_skill_complete         settings.notifications.skillComplete
          user_settings.notify_market_orders          settings.notifications.marketOrders
          user_settings.notify_industry_jobs          settings.notifications.industryJobs
          user_settings.notify_pi_extractors          settings.notifications.piExtractors
          user_settings.notify_eve_mail               settings.notifications.eveMail
          user_settings.share_activity_stats          settings.shareActivityStats
          user_settings.created_at                    settings.createdAt
          user_settings.updated_at                    settings.updatedAt
          user_settings.version                       settings.version
          user_settings.muted_characters              ~settings.notifications.muted
          user_settings.quiet_from                    ~settings.notifications.quietHours.from
          user_settings.quiet_to                      ~settings.notifications.quietHours.to
          user_settings.quiet_zone                    settings.notifications.quietHours.zone
          user_settings.queue_ending_lead_minutes     ~settings.notifications.leadTimes.queueEnding
          user_settings.extractor_ending_lead_minutes ~settings.notifications.leadTimes.extractorEnding
          user_settings.digest                        settings.notifications.digest
          eve_character.id                            characters.id
          eve_character.character_id                  characters.characterId
          eve_character.character_name                characters.name
          eve_character.corporation_id                characters.corporation
          eve_character.alliance_id                   characters.alliance
          eve_character.user_id                       characters.user
          eve_character.token_expires_at              characters.grant.accessExpiresAt
          eve_character.scopes                        ~characters.grant.scopes
          eve_character.created_at                    characters.createdAt
          eve_character.updated_at                    characters.updatedAt
          eve_character.last_sync_at                  characters.lastSyncAt
          eve_character.version                       characters.version
          eve_character.owner_hash                    characters.owner
          eve_character.grant_state                   characters.grant.type
          eve_character.grant_lost_at                 characters.grant.since
          sync_state.character_id                     characters.syncStates.character
          sync_state.kind                             characters.syncStates.kind
          sync_state.next_poll                        characters.syncStates.nextPoll
          sync_state.fresh_until                      characters.syncStates.freshUntil
          sync_state.next_event                       characters.syncStates.nextEvent
          sync_state.last_success                     characters.syncStates.lastSuccess
          sync_state.detected_until                   characters.syncStates.detectedUntil
          sync_state.etags                            ~characters.syncStates.etags.queue
          sync_state.failures                         characters.syncStates.failures
          sync_state.paused                           characters.syncStates.paused
          sync_state.version                          characters.syncStates.version
          snapshot.character_id                       characters.data.mail.character
          snapshot.kind                               ~characters.data.planets.asOf
          snapshot.as_of                              ~characters.data.skills.asOf
          snapshot.document                           ~characters.data.market_orders.open
          session.id                                  sessions.id
          session.user_id                             sessions.user
          session.expires_at                          sessions.expiresAt
          session.created_at                          sessions.createdAt
          session.device_type                         sessions.device.type
          session.version                             sessions.version
          session.last_used_at                        sessions.lastUsedAt
          session.rotated_at                          sessions.replaced.at
          notification_log.id                         notifications.id
          notification_log.user_id                    notifications.user
          notification_log.character_id               notifications.character
          notification_log.type                       notifications.kind
          notification_log.title                      notifications.title
          notification_log.body                       notifications.body
          notification_log.data                       ~notifications.data.text
          notification_log.status                     notifications.status
          notification_log.sent_at                    notifications.sentAt
          notification_log.read_at                    notifications.readAt
          notification_log.error                      notifications.error
          notification_log.created_at                 notifications.createdAt
          notification_log.version                    notifications.version
          notification_log.dedup_key                  notifications.dedupKey
          job.id                                      jobs.id
          job.job_type                                jobs.type
          job.character_id                            jobs.character
          job.status                                  jobs.status
          job.priority                                jobs.priority
          job.payload                                 ~jobs.payload.userId
          job.result                                  ~jobs.result.text
          job.error                                   jobs.error
          job.created_at                              jobs.createdAt
          job.started_at                              jobs.startedAt
          job.completed_at                            jobs.completedAt
          job.version                                 jobs.version
          job.attempts                                jobs.attempts
          cached_data.cache_key                       ~openedMails.key.id
          cached_data.data                            ~openedMails.data.text
          cached_data.etag                            openedMails.etag
          cached_data.expires_at                      openedMails.expiresAt
          cached_data.created_at                      openedMails.createdAt
          one_time_grant.type                         oneTimeGrants.type
          one_time_grant.user_id                      oneTimeGrants.user
          one_time_grant.redirect_uri                 oneTimeGrants.redirectUri
          one_time_grant.client_state                 oneTimeGrants.clientState
          one_time_grant.scopes                       ~oneTimeGrants.requested
          one_time_grant.expires_at                   oneTimeGrants.expiresAt
          stripe_customer.id                          payments.customer
          stripe_customer.user_id                     account.id
          stripe_subscription.id                      payments.id
          stripe_subscription.customer_id             payments.customer
          stripe_subscription.status                  payments.status
          stripe_subscription.period_start            payments.periodStart
          stripe_subscription.period_end              payments.periodEnd
          stripe_subscription.cancel_at               payments.cancelAt
          stripe_subscription.ended_at                payments.endedAt
          stripe_subscription.stage                   payments.stage
          stripe_subscription.told_at                 payments.toldAt
          stripe_subscription.event_id                payments.event
          """);

  /** Secrets, of which the export shows where they are. */
  private static final Map<String, String> WITHHELD =
      of(
          """
          eve_character.access_token     characters.grant.accessToken
          eve_character.refresh_token    characters.grant.refreshToken
          session.token                  sessions.token
          session.previous_token         sessions.replaced.token
          session.device_token           sessions.device.pushToken
          one_time_grant.digest          oneTimeGrants.digest
          one_time_grant.code_challenge  oneTimeGrants.challenge
          one_time_grant.code_verifier   oneTimeGrants.verifier
          """);

  /** Columns, or whole tables, that are not in it, and why. */
  private static final Map<String, String> LEFT_OUT =
      of(
          """
          cached_data.id         names the row and says nothing
          stripe_customer.heard_at  when Stripe told something of the customer last, which its subscriptions tell
          stripe_event           ids of what Stripe told, which say nothing about anybody
          idempotent_request     answers that are repeated for a day to whoever asks under the same key
          live_event             for an hour, what the other parts show: told to open apps
          scheduled_tasks        when work is due follows from sync states and jobs
          lease                  what a server is at for some seconds
          budget                 how much was asked of EVE within minutes, for EVE's limits
          redis_era              about the installation
          moved_in               ids of rows that came from the first backend, which those rows have
          flyway_schema_history  about the installation
          """);

  private final PostgresStores stores;
  private final UserId user;

  ExportedColumnsIT(PostgresServer server) {
    stores = new PostgresStores(server.createDatabase(), () -> NOW);
    User full = Samples.fullUser();
    user = full.id();
    stores.users().add(full);
    stores.settings().add(Samples.fullSettings(user));
    EveCharacter character = Samples.fullCharacter(user);
    stores.characters().add(character);
    stores.characters().add(Samples.character(user).deauthorized(NOW.plusSeconds(7)));
    stores.syncStates().add(Samples.fullSyncState(character.characterId()));
    SnapshotSamples.full(character.characterId()).forEach(stores.snapshots()::put);
    stores.sessions().add(Samples.session(user, Samples.pushToken()));
    stores.sessions().add(Samples.session(user, Optional.empty(), NOW.minusSeconds(9_000_000)));
    Session renewed = Samples.session(user);
    stores.sessions().add(renewed);
    stores
        .sessions()
        .save(
            stores
                .sessions()
                .find(renewed.id())
                .orElseThrow()
                .refreshed(Samples.digest(), NOW.plusSeconds(3)));
    String customer = "cus_" + Samples.id();
    stores.payments().hold(customer, NOW);
    stores.payments().link(customer, user);
    stores.payments().put(Samples.paidSubscription(customer));
    Notification pending = Samples.fullNotification(user);
    stores.notifications().addIfNew(pending);
    stores.notifications().addIfNew(Samples.notification(user).failed("refused"));
    stores
        .notifications()
        .addIfNew(Samples.notification(user).sent(NOW.plusSeconds(1)).read(NOW.plusSeconds(2)));
    stores.jobs().add(fullJob(character));
    stores
        .jobs()
        .add(
            Job.pending(
                new JobId(Samples.id()),
                JobType.PUSH_DELIVERY,
                Optional.empty(),
                Optional.of(JsonObject.ofStrings(Map.of("userId", user.value()))),
                NOW));
    stores
        .cache()
        .put(
            Samples.cached(
                new CacheKey("mail", character.characterId().toString(), "7"),
                NOW.plusSeconds(60)));
    stores.oneTimeGrants().add(Samples.fullLoginAttempt(Samples.digest(), user, NOW));
    stores.oneTimeGrants().add(Samples.loginCode(Samples.digest(), user, NOW.plusSeconds(1)));
    stores
        .oneTimeGrants()
        .add(new OneTimeGrant.LinkTicket(Samples.digest(), user, NOW.plusSeconds(2)));
  }

  private static Job fullJob(EveCharacter character) {
    return new Job(
        new JobId(Samples.id()),
        JobType.SYNC_SKILLS,
        Optional.of(character.characterId()),
        JobStatus.COMPLETED,
        -7,
        Optional.of(Samples.json()),
        Optional.of(Samples.json()),
        Optional.of("the try before failed"),
        NOW,
        Optional.of(NOW.plusSeconds(1)),
        Optional.of(NOW.plusSeconds(2)),
        3,
        0);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void everyColumnIsShownOrLeftOutForAReason() throws SQLException {
    Map<String, Set<String>> stored = stored();
    Set<String> named = new TreeSet<>(SHOWN.keySet());
    named.addAll(WITHHELD.keySet());
    stored.keySet().stream()
        .filter(column -> LEFT_OUT.containsKey(column) || LEFT_OUT.containsKey(table(column)))
        .forEach(named::add);

    assertThat(named)
        .as("columns: put a new one into SHOWN, WITHHELD or LEFT_OUT")
        .containsExactlyInAnyOrderElementsOf(stored.keySet());
  }

  @Test
  void whatIsStoredIsInTheExport() throws SQLException {
    Map<String, List<JsonValue>> export = export();
    stored()
        .forEach(
            (column, values) -> {
              String path = SHOWN.getOrDefault(column, "");
              if (!path.isEmpty()) {
                assertThat(values).as(column + " has samples").isNotEmpty();
              }
              if (path.startsWith("~")) {
                assertThat(at(export, path.substring(1))).as(column).isNotEmpty();
              } else if (!path.isEmpty()) {
                assertThat(at(export, path)).as(column).containsAll(values);
              }
            });
  }

  @Test
  void noSecretIsInTheExport() throws SQLException {
    Map<String, List<JsonValue>> export = export();
    Map<String, Set<String>> stored = stored();
    WITHHELD.forEach(
        (column, path) -> {
          assertThat(at(export, path)).as(column).containsOnly("withheld");
          assertThat(stored.get(column)).as(column).isNotEmpty();
          assertThat(export.toString().toLowerCase(Locale.ROOT))
              .as(column)
              .doesNotContain(List.copyOf(stored.getOrDefault(column, Set.of("?"))));
        });
  }

  private Map<String, List<JsonValue>> export() {
    ExportAccount exporting =
        new ExportAccount(
            stores.users(),
            stores.settings(),
            stores.characters(),
            stores.syncStates(),
            stores.snapshots(),
            stores.sessions(),
            stores.notifications(),
            stores.jobs(),
            stores.cache(),
            stores.oneTimeGrants(),
            stores.payments(),
            java.time.Clock.systemUTC());
    Map<String, List<JsonValue>> export = new LinkedHashMap<>();
    for (Part part : exporting.begin(user).orElseThrow().parts()) {
      List<JsonValue> items = new ArrayList<>();
      switch (part) {
        case Part.One one -> items.add(one.value());
        case Part.Many many -> many.items().forEachRemaining(items::add);
      }
      export.put(part.name(), items);
    }
    return export;
  }

  /** What stands at that place, whichever item of a list it is in. */
  private static Set<String> at(Map<String, List<JsonValue>> export, String path) {
    List<String> names = List.of(path.split("\\.", -1));
    List<JsonValue> found = export.getOrDefault(names.getFirst(), List.of());
    for (String name : names.subList(1, names.size())) {
      found = found.stream().flatMap(value -> members(value, name).stream()).toList();
    }
    Set<String> texts = new HashSet<>();
    found.forEach(value -> collect(value, texts));
    return texts;
  }

  private static List<JsonValue> members(JsonValue value, String name) {
    return switch (value) {
      case JsonObject object -> Optional.ofNullable(object.members().get(name)).stream().toList();
      case JsonArray array ->
          array.items().stream().flatMap(item -> members(item, name).stream()).toList();
      default -> List.of();
    };
  }

  private static void collect(JsonValue value, Set<String> texts) {
    switch (value) {
      case JsonNull none -> {}
      case JsonBoolean flag -> texts.add(String.valueOf(flag.value()));
      case JsonNumber number -> texts.add(normal(number.value().toPlainString()));
      case JsonString text -> texts.add(normal(text.value()));
      case JsonArray array -> array.items().forEach(item -> collect(item, texts));
      case JsonObject object -> object.members().values().forEach(item -> collect(item, texts));
    }
  }

  /** The values of each column, but for null. */
  private Map<String, Set<String>> stored() throws SQLException {
    Map<String, Set<String>> stored = new TreeMap<>();
    try (Connection connection = stores.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> columns = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT table_name || '.' || column_name FROM information_schema.columns"
                  + " WHERE table_schema = 'public'")) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      for (String column : columns) {
        Set<String> values = new TreeSet<>();
        String name = column.substring(column.indexOf('.') + 1);
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT to_jsonb(t.%s) #>> '{}' FROM %s AS t WHERE t.%s IS NOT NULL"
                    .formatted(name, table(column), name))) {
          while (rows.next()) {
            values.add(normal(rows.getString(1)));
          }
        }
        stored.put(column, values);
      }
    }
    return stored;
  }

  private static String table(String column) {
    return column.substring(0, column.indexOf('.'));
  }

  /** The same for times and codes, however they are written. */
  private static String normal(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException noTime) {
      return text.toLowerCase(Locale.ROOT).replace('-', '_');
    }
  }

  private static Map<String, String> of(String lines) {
    Map<String, String> map = new LinkedHashMap<>();
    lines.lines().forEach(line -> map.put(line.split(" +", 2)[0], line.split(" +", 2)[1]));
    return map;
  }
}
