package dev.evenomad.bootstrap.figures;

import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.Main;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.sandbox.sso.Granted;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A database with many characters, a simulated EVE that knows some of them, and a server between
 * the two. The characters are copies of the first one, as the server stored it: accounts, grants,
 * sync states, snapshots and plans. Only those that EVE knows can be read.
 */
final class Crowd implements AutoCloseable {

  static final int CHARACTERS = Integer.getInteger("nomad.characters", 200_000);
  static final int KNOWN = Math.min(CHARACTERS, Integer.getInteger("nomad.known", 20_000));

  /** What a server prints when it answers. */
  static final String READY = "nomad serves";

  static final URI APP = URI.create("evenomad://callback");

  private static final String CLIENT = "figures";
  private static final int KINDS = SyncKind.values().length;

  private static final String REGULAR =
      Arrays.stream(SyncKind.values())
          .map(kind -> "'" + JobType.of(kind).code() + "'")
          .collect(
              Collectors.joining(
                  ", ",
                  "SELECT count(*) FROM scheduled_tasks WHERE task_name IN (",
                  ") AND priority = 0 AND NOT picked"));

  private static final int BATCH = 1_000;

  final DurableDatabase database = DurableDatabase.start();
  final Sandbox eve;
  final URI server = URI.create("http://127.0.0.1:" + NomadProcess.freePort());
  private final String key = random();
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** An empty database, EVE, and no server yet. */
  Crowd() {
    eve =
        Sandbox.start(
            SandboxSettings.of(
                    CLIENT, CLIENT, List.of(URI.create(server + ServeConfiguration.CALLBACK_PATH)))
                .withPopulation(new CrowdPopulation(KNOWN)));
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("ENCRYPTION_KEY", key);
    environment.put("JWT_SECRET", random());
    environment.put("EVE_CLIENT_ID", eve.clientId());
    environment.put("EVE_CLIENT_SECRET", eve.clientSecret());
    environment.put("FCM_CREDENTIALS", eve.serviceAccountJson());
    environment.put("RATE_LIMITS", "off");
    environment.put("HOST", server.getHost());
    environment.put("PORT", Integer.toString(server.getPort()));
    environment.put("PUBLIC_URL", server.toString());
    environment.put("EVE_SSO_URL", eve.ssoBase().toString());
    environment.put("ESI_URL", eve.esiBase().toString());
    environment.put("FCM_URL", eve.fcmBase().toString());
    System.out.println(database.settings());
    System.out.println("database at " + database.jdbcUrl());
  }

  private static String random() {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Starts a server, without waiting for it. */
  JavaProcess begin() {
    return new JavaProcess(environment, line -> {}, Main.class, "serve");
  }

  /** The first of the crowd signs in and is read, so that there is something to copy. */
  void readTheFirst() {
    try (Phone phone = new Phone(server, APP)) {
      phone.signIn(CrowdPopulation.FIRST, Optional.empty());
    }
    await("the first one is read")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                database.count(
                        "SELECT count(*) FROM sync_state WHERE last_success IS NOT NULL"
                            + " AND character_id = "
                            + CrowdPopulation.FIRST)
                    == KINDS);
  }

  /**
   * Everybody else is there as well.
   *
   * @param earliest when the first plan is due, as PostgreSQL's interval from now
   * @param latest when the last plan is due
   */
  void fill(String earliest, String latest) throws SQLException {
    long began = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // What is copied is sound.
      statement.execute("SET session_replication_role = replica");
      statement.execute("CREATE TEMP TABLE granted (i int, access text, refresh text, owner text)");
      storeGrants(connection);
      statement.execute("ANALYZE granted");
      for (String insert : inserts(earliest, latest)) {
        statement.execute(insert);
      }
      connection.commit();
    }
    database.execute("VACUUM ANALYZE", "CHECKPOINT");
    System.out.printf(
        Locale.ROOT,
        "%,d characters and %,d plans in %.0f s, a database of %s; EVE knows %,d of them%n",
        database.count("SELECT count(*) FROM eve_character"),
        database.count("SELECT count(*) FROM scheduled_tasks"),
        (System.nanoTime() - began) / 1e9,
        database.query("SELECT pg_size_pretty(pg_database_size(current_database()))").getFirst(),
        KNOWN);
  }

  private void storeGrants(Connection connection) throws SQLException {
    TokenVault vault = Vault.of(EncryptionKey.parseAll(key));
    List<String> scopes =
        new ArrayList<>(
            database.query(
                "SELECT unnest(scopes) FROM eve_character WHERE character_id = "
                    + CrowdPopulation.FIRST));
    List<Long> known =
        LongStream.range(CrowdPopulation.FIRST + 1, CrowdPopulation.FIRST + KNOWN).boxed().toList();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO granted VALUES (?, ?, ?, ?)")) {
      int batched = 0;
      for (Granted grant : eve.world().sso().grant(known, scopes)) {
        CharacterId id = new CharacterId(grant.pilot().characterId());
        insert.setLong(1, id.value() - CrowdPopulation.FIRST);
        insert.setString(2, sealed(vault, id, TokenField.ACCESS_TOKEN, grant.accessToken()));
        insert.setString(3, sealed(vault, id, TokenField.REFRESH_TOKEN, grant.refreshToken()));
        insert.setString(4, grant.pilot().ownerHash());
        insert.addBatch();
        if (++batched % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static String sealed(TokenVault vault, CharacterId id, TokenField field, String token) {
    return vault.seal(id, field, Secret.of(token)).ciphertext();
  }

  /** Those that EVE knows come first, whatever order their plans are looked at. */
  private static List<String> inserts(String earliest, String latest) {
    String numbers = " FROM generate_series(1, " + (CHARACTERS - 1) + ") AS i";
    String first = " WHERE character_id = " + CrowdPopulation.FIRST;
    String due =
        String.format(
            Locale.ROOT,
            "now() + interval '%s' + (interval '%s' - interval '%s') * (i / %d.0)",
            earliest,
            latest,
            earliest,
            CHARACTERS);
    String id = CrowdPopulation.FIRST + " + i";
    return List.of(
        "INSERT INTO app_user (id, updated_at) SELECT 'crowd-' || i, now()" + numbers,
        "INSERT INTO user_settings (id, user_id, updated_at)"
            + " SELECT 'crowd-' || i, 'crowd-' || i, now()"
            + numbers,
        "INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,"
            + " owner_hash, access_token, refresh_token, token_expires_at, scopes, created_at,"
            + " updated_at, last_sync_at)"
            + " SELECT 'crowd-' || i, "
            + id
            + ", 'Crowd Pilot ' || i, model.corporation_id, 'crowd-' || i,"
            + " coalesce(granted.owner, model.owner_hash),"
            + " coalesce(granted.access, model.access_token),"
            + " coalesce(granted.refresh, model.refresh_token), now() + interval '19 minutes',"
            + " model.scopes, now(), now(), now()"
            + numbers
            + " LEFT JOIN granted USING (i) CROSS JOIN (SELECT * FROM eve_character"
            + first
            + ") AS model",
        "INSERT INTO sync_state (character_id, kind, next_poll, fresh_until, next_event,"
            + " last_success, detected_until, etags, failures, version) SELECT "
            + id
            + ", model.kind, "
            + due
            + ", NULL, model.next_event, model.last_success, model.detected_until, model.etags, 0,"
            + " 1"
            + numbers
            + " CROSS JOIN (SELECT * FROM sync_state"
            + first
            + ") AS model",
        "INSERT INTO snapshot (character_id, kind, as_of, document) SELECT "
            + id
            + ", model.kind, model.as_of, model.document"
            + numbers
            + " CROSS JOIN (SELECT * FROM snapshot"
            + first
            + ") AS model",
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version,"
            + " priority, owner) SELECT 'sync-' || replace(model.kind, '_', '-'), ("
            + id
            + ")::text, "
            + due
            + ", false, 1, 0, 'crowd-' || i"
            + numbers
            + " CROSS JOIN (SELECT kind FROM sync_state"
            + first
            + ") AS model");
  }

  /** All that EVE knows, and nobody has read yet, is to be read now. */
  void readTheKnown() {
    String known =
        " BETWEEN " + (CrowdPopulation.FIRST + 1) + " AND " + (CrowdPopulation.FIRST + KNOWN - 1);
    database.execute(
        "UPDATE sync_state SET next_poll = now() WHERE character_id" + known,
        "UPDATE scheduled_tasks SET execution_time = now(), version = version + 1"
            + " WHERE priority = 0 AND NOT picked AND task_name LIKE 'sync-%'"
            + " AND task_instance IN (SELECT character_id::text FROM eve_character"
            + " WHERE character_id"
            + known
            + ")");
  }

  /** Regular readings that are due and were not begun. */
  long waiting() {
    return database.count(REGULAR + " AND execution_time <= now()");
  }

  /** Regular readings that are planned for later, as what was read is. */
  long planned() {
    return database.count(REGULAR + " AND execution_time > now()");
  }

  /** How long deliveries waited until they were begun, and until they were over. */
  String deliveries(Instant since) {
    return database
        .query(
            ("SELECT format('p50 %%s / %%s ms, p99 %%s / %%s ms', p[1]::int, q[1]::int, p[2]::int,"
                    + " q[2]::int) FROM (SELECT percentile_cont(array[0.5, 0.99]) WITHIN GROUP"
                    + " (ORDER BY 1000 * extract(epoch FROM started_at - created_at)) AS p,"
                    + " percentile_cont(array[0.5, 0.99]) WITHIN GROUP"
                    + " (ORDER BY 1000 * extract(epoch FROM completed_at - created_at)) AS q"
                    + " FROM job WHERE job_type = 'push-delivery' AND status = 'completed'"
                    + " AND created_at >= '%s') AS quantiles")
                .formatted(since))
        .getFirst();
  }

  @Override
  public void close() {
    try (database) {
      eve.close();
    }
  }
}
