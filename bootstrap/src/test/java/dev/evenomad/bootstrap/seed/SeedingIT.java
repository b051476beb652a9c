package dev.evenomad.bootstrap.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.seed.SeedReport.Table;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SeedingIT {

  private static final List<String> TABLES =
      List.of(
          "app_user",
          "eve_character",
          "session",
          "job",
          "notification_log",
          "user_settings",
          "cached_data");

  private static final TokenVault VAULT =
      Vault.of(List.of(EncryptionKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")));

  private static final String FIRST = SeedAccounts.cuid("user", 1);
  private static final String SECOND = SeedAccounts.cuid("user", 2);

  private static final EmbeddedDatabase SERVER = EmbeddedDatabase.temporary();

  private final NewDatabase database = NewDatabase.on(SERVER);
  private final Persistence persistence = open();

  @AfterAll
  static void stopServer() {
    SERVER.close();
  }

  SeedingIT() {
    persistence.migrate();
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  /** The list of the original. */
  @Test
  void twoPilotsWithAllThatIsTheirsAreMade() {
    assertThat(seed())
        .isEqualTo(
            new SeedReport(
                List.of(
                    new Table("users", 2, 0),
                    new Table("characters", 3, 0),
                    new Table("sessions", 2, 0),
                    new Table("jobs", 3, 0),
                    new Table("notifications", 4, 0),
                    new Table("settings", 2, 0),
                    new Table("cachedData", 2, 0))));

    assertThat(
            database.query(
                """
                SELECT email, subscription_tier, subscription_status,
                    (SELECT count(*) FROM eve_character c WHERE c.user_id = u.id),
                    (SELECT count(*) FROM session s WHERE s.user_id = u.id),
                    (SELECT count(*) FROM user_settings t WHERE t.user_id = u.id)
                FROM app_user u ORDER BY email
                """))
        .containsExactly(
            "pilot1@example.com|free|active|2|1|1", "pilot2@example.com|premium|active|1|1|1");
    assertThat(
            database.query(
                "SELECT character_id, character_name, alliance_id FROM eve_character ORDER BY id"))
        .containsExactly(
            "2147000001|Aria Solmund|null",
            "2147000002|Tovan Ekeros|null",
            "2147000003|Liss Marenko|937872513");
    assertThat(database.query("SELECT device_type, device_token, now() < expires_at FROM session"))
        .containsExactlyInAnyOrder("ios|seed-device-1|t", "android|seed-device-2|t");
    assertThat(database.query("SELECT job_type, status, character_id FROM job ORDER BY id"))
        .containsExactly(
            "sync-skills|completed|2147000001",
            "sync-skills|failed|2147000003",
            "push-delivery|pending|null");
    assertThat(
            database.query(
                """
                SELECT cache_key, coalesce(data ->> 'name', data -> 0 ->> 'type_id'),
                    now() < expires_at FROM cached_data ORDER BY cache_key
                """))
        .containsExactly("esi:market:10000002:orders|34|t", "esi:universe:types:34|Tritanium|t");
    assertThat(database.query("SELECT type, status FROM notification_log ORDER BY id"))
        .containsExactly(
            "skill_complete|read",
            "market_order_filled|sent",
            "industry_job_complete|pending",
            "eve_mail_received|failed");
    assertThat(
            database.query(
                """
                SELECT email, theme, language, default_character_id, quiet_zone
                FROM user_settings JOIN app_user u ON u.id = user_id ORDER BY email
                """))
        .containsExactly(
            "pilot1@example.com|dark|en|2147000001|null",
            "pilot2@example.com|light|de|2147000003|Europe/Berlin");
  }

  @Test
  void theTokensAreEncryptedAndOpenWithTheKeyOnly() {
    seed();

    assertThat(database.query("SELECT access_token, refresh_token FROM eve_character"))
        .hasSize(3)
        .allMatch(tokens -> tokens.matches("v1:[0-9a-f]{8}:\\S+\\|v1:[0-9a-f]{8}:\\S+"));
    for (EveCharacter character : persistence.characters().ofUser(new UserId(FIRST))) {
      EsiGrant.Valid grant = (EsiGrant.Valid) character.grant();
      assertThat(
              VAULT
                  .open(character.characterId(), TokenField.REFRESH_TOKEN, grant.refreshToken())
                  .reveal())
          .startsWith("seed data, not a refresh token");
    }
  }

  @Test
  void whatIsSeededHasTheFormOfTheOriginal() {
    seed();

    for (String table : TABLES) {
      assertThat(database.query("SELECT id FROM " + table))
          .as(table)
          .isNotEmpty()
          .allMatch(id -> id.matches("c[0-9a-z]{24}"));
    }
    assertThat(premium().subscription().effectiveTier(Clock.systemUTC().instant()))
        .isEqualTo(SubscriptionTier.PREMIUM);
  }

  @Test
  void anotherDatabaseGetsTheSame() {
    seed();
    NewDatabase other = NewDatabase.on(SERVER);
    try (Persistence there = open(other)) {
      there.migrate();
      Seeding.run(there, VAULT);
    }

    assertThat(rows(other)).isEqualTo(rows(database));
  }

  @Test
  void aSecondRunLeavesEverythingAsItIs() {
    seed();
    database.execute(
        "UPDATE app_user SET email = 'somebody@example.com' WHERE email = 'pilot1@example.com'",
        "UPDATE eve_character SET user_id = '" + SECOND + "' WHERE character_id = 2147000002",
        "UPDATE job SET status = 'processing' WHERE status = 'pending'",
        "UPDATE cached_data SET data = '{}'",
        "UPDATE notification_log SET dedup_key = 'other:' || id, title = 'Other'",
        "UPDATE user_settings SET theme = 'auto'",
        "UPDATE session SET device_token = NULL");
    Map<String, List<String>> before = everything();

    assertThat(sum(seed(), Table::made)).isZero();

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatIsGoneIsMadeAgainAndTheRestStays() {
    seed();
    database.execute(
        "DELETE FROM app_user WHERE email = 'pilot2@example.com'",
        "DELETE FROM job WHERE status = 'completed'",
        "UPDATE app_user SET subscription_status = 'canceled'");

    SeedReport report = seed();

    assertThat(report.tables())
        .containsExactly(
            new Table("users", 1, 1),
            new Table("characters", 1, 2),
            new Table("sessions", 1, 1),
            new Table("jobs", 1, 2),
            new Table("notifications", 2, 2),
            new Table("settings", 1, 1),
            new Table("cachedData", 0, 2));
    assertThat(database.query("SELECT email, subscription_status FROM app_user ORDER BY email"))
        .containsExactly("pilot1@example.com|canceled", "pilot2@example.com|active");
  }

  /** As in a database that was seeded by the original, and then moved in. */
  @Test
  void whoeverHasTheAddressIsThePilot() {
    database.execute(
        """
        INSERT INTO app_user (id, email, updated_at, version)
        VALUES ('cmovedin', 'pilot1@example.com', now(), 1)
        """);

    assertThat(seed().tables()).startsWith(new Table("users", 1, 1), new Table("characters", 3, 0));

    assertThat(database.query("SELECT count(*) FROM eve_character WHERE user_id = 'cmovedin'"))
        .containsExactly("2");
  }

  @Test
  void twoProcessesAtOnceMakeItOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (Persistence other = open(database);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SeedReport> one = threads.submit(() -> seedAfter(start, persistence));
      Future<SeedReport> two = threads.submit(() -> seedAfter(start, other));

      assertThat(sum(one.get(), Table::made) + sum(two.get(), Table::made)).isEqualTo(18);
      assertThat(sum(one.get(), Table::there) + sum(two.get(), Table::there)).isEqualTo(18);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    assertThat(everything().values().stream().mapToInt(List::size).sum()).isEqualTo(18);
  }

  @Test
  void nothingOfItStandsInAnybodysWay() {
    seed();

    persistence
        .characters()
        .ofUser(new UserId(FIRST))
        .forEach(
            character -> {
              assertThat(persistence.jobs().openOf(character.characterId())).isEmpty();
            });
    assertThat(database.query("SELECT task_name FROM scheduled_tasks")).isEmpty();
    assertThat(database.query("SELECT * FROM sync_state")).isEmpty();
  }

  private User premium() {
    return persistence.users().find(new UserId(SECOND)).orElseThrow();
  }

  private SeedReport seed() {
    return Seeding.run(persistence, VAULT);
  }

  private static SeedReport seedAfter(CyclicBarrier start, Persistence where) throws Exception {
    start.await();
    return Seeding.run(where, VAULT);
  }

  private static int sum(SeedReport report, ToIntFunction<Table> number) {
    return report.tables().stream().mapToInt(number).sum();
  }

  private Map<String, List<String>> everything() {
    return rows(database, "to_jsonb(t)");
  }

  /** All but what differs by nature: ciphertexts, and the ids of cache entries. */
  private static Map<String, List<String>> rows(NewDatabase database) {
    return rows(
        database,
        "to_jsonb(t) - 'access_token' - 'refresh_token'"
            + " - CASE WHEN to_jsonb(t) ? 'cache_key' THEN 'id' ELSE '' END");
  }

  private static Map<String, List<String>> rows(NewDatabase database, String what) {
    return TABLES.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                table ->
                    database.query("SELECT " + what + " AS row FROM " + table + " t ORDER BY 1")));
  }

  private Persistence open() {
    return open(database);
  }

  private static Persistence open(NewDatabase database) {
    return Persistence.open(
        PersistenceSettings.of(DatabaseUrl.parse(database.url())).withMaxConnections(3),
        Clock.systemUTC());
  }
}
