package dev.evenomad.bootstrap.figures;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.testkit.contract.BusyPilot;
import dev.evenomad.testkit.contract.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Users who have signed in, what they have, and the requests of their phones. Most have a few
 * characters; the last one has as many as anybody may well have. All characters are copies of one
 * {@link BusyPilot}, as the stores keep it, and the first users have notifications.
 */
final class HttpPopulation {

  static final int USERS = Integer.getInteger("nomad.users", 10_000);
  static final int CHARACTERS = 3;
  static final int MANY = 70;
  static final int NOTIFIED = Math.min(USERS, 1_000);
  static final int NOTIFICATIONS = 200;

  private static final long FIRST = 2_115_000_000L;
  private static final long SEED = 4711;

  private final DurableDatabase database;
  private final JwtTokens tokens;
  private final Instant now = Instant.now();
  private final List<String> bearers = new ArrayList<>();

  /** In an empty database, of a server with that secret for its tokens. */
  HttpPopulation(DurableDatabase database, Secret jwtSecret) {
    this.database = database;
    this.tokens = new JwtTokens(List.of(jwtSecret), Clock.systemUTC());
  }

  void settle() throws SQLException, IOException {
    long began = System.nanoTime();
    CharacterId model = settleModel();
    database.execute(copies(model).toArray(String[]::new));
    openSessions();
    database.execute("VACUUM ANALYZE", "CHECKPOINT");
    System.out.printf(
        Locale.ROOT,
        "%,d users, %,d characters, %,d snapshots, %,d notifications in %.0f s, a database of %s%n",
        database.count("SELECT count(*) FROM app_user"),
        database.count("SELECT count(*) FROM eve_character"),
        database.count("SELECT count(*) FROM snapshot"),
        database.count("SELECT count(*) FROM notification_log"),
        (System.nanoTime() - began) / 1e9,
        database.query("SELECT pg_size_pretty(pg_database_size(current_database()))").getFirst());
  }

  /** One user with one character, stored as a server does. */
  private CharacterId settleModel() {
    PersistenceSettings settings = PersistenceSettings.of(DatabaseUrl.parse(database.jdbcUrl()));
    try (Persistence persistence = Persistence.open(settings, Clock.systemUTC())) {
      persistence.migrate();
      User user = User.register(new UserId("model"), now);
      persistence.users().add(user);
      persistence.settings().add(Samples.settings(user.id()));
      EveCharacter character = Samples.character(user.id(), new CharacterId(FIRST - 1), now);
      persistence.characters().add(character);
      for (SyncKind kind : SyncKind.values()) {
        persistence.syncStates().add(SyncState.start(character.characterId(), kind, now));
      }
      BusyPilot.snapshots(character.characterId(), now).forEach(persistence.snapshots()::put);
      return character.characterId();
    }
  }

  /**
   * User {@link #USERS} is the one with many characters. Nothing is to be read: it is all fresh.
   */
  private static List<String> copies(CharacterId model) {
    String users = " FROM generate_series(0, " + USERS + ") AS i";
    int characters = USERS * CHARACTERS + MANY;
    String numbers = " FROM generate_series(0, " + (characters - 1) + ") AS i";
    String user = "'user-' || least(i / " + CHARACTERS + ", " + USERS + ")";
    String like = " WHERE character_id = " + model + ") AS model";
    return List.of(
        "INSERT INTO app_user (id, updated_at) SELECT 'user-' || i, now()" + users,
        "INSERT INTO user_settings (id, user_id, updated_at)"
            + " SELECT 'settings-' || i, 'user-' || i, now()"
            + users,
        "INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,"
            + " owner_hash, access_token, refresh_token, token_expires_at, scopes, created_at,"
            + " updated_at, last_sync_at) SELECT 'character-' || i, "
            + FIRST
            + " + i, 'Pilot ' || i, model.corporation_id, "
            + user
            + ", model.owner_hash, model.access_token, model.refresh_token,"
            + " now() + interval '30 days', model.scopes, now() + i * interval '1 us', now(), now()"
            + numbers
            + " CROSS JOIN (SELECT * FROM eve_character"
            + like,
        "INSERT INTO sync_state (character_id, kind, next_poll, last_success, detected_until,"
            + " etags, failures, version) SELECT "
            + FIRST
            + " + i, model.kind, now() + interval '1 day', now(), now(), '{}', 0, 1"
            + numbers
            + " CROSS JOIN (SELECT * FROM sync_state"
            + like,
        "INSERT INTO snapshot (character_id, kind, as_of, document) SELECT "
            + FIRST
            + " + i, model.kind, model.as_of, model.document"
            + numbers
            + " CROSS JOIN (SELECT * FROM snapshot"
            + like,
        "INSERT INTO notification_log (id, user_id, character_id, type, title, body, data, status,"
            + " sent_at, dedup_key, created_at, version) SELECT 'told-' || i, 'user-' || i % "
            + NOTIFIED
            + ", "
            + FIRST
            + " + (i % "
            + NOTIFIED
            + ") * 3 + i % 3, 'skill_complete', 'Skill trained', 'Pilot ' || i || ' has trained"
            + " Caldari Battleship to level 4. The next one in the queue is Heavy Missiles 5.',"
            + " jsonb_build_object('type', 'skill_complete', 'characterId', "
            + FIRST
            + " + (i % "
            + NOTIFIED
            + ") * 3 + i % 3, 'skillId', 3338, 'level', 4), 'sent', now(), 'told-' || i,"
            + " now() - i * interval '1 s', 2 FROM generate_series(0, "
            + (NOTIFIED * NOTIFICATIONS - 1)
            + ") AS i");
  }

  /** Everybody has a phone; the tokens are those that a server with the same secret issues. */
  private void openSessions() throws SQLException {
    OffsetDateTime end = now.plus(Duration.ofDays(6)).atOffset(ZoneOffset.UTC);
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO session (id, user_id, token, expires_at, device_type, device_token)"
                    + " VALUES (?, ?, ?, ?, 'android', ?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i <= USERS; i++) {
        Secret token =
            tokens.issue(
                new SessionId("session-" + i),
                new UserId("user-" + i),
                now,
                end.toInstant(),
                Optional.empty());
        bearers.add(token.reveal());
        insert.setString(1, "session-" + i);
        insert.setString(2, "user-" + i);
        insert.setString(3, token.digest().hex());
        insert.setObject(4, end);
        insert.setString(5, "phone-" + i);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  /** A file with requests for each kind, those of many users in a random order. */
  void writeRequests(Path folder) throws IOException {
    write(folder, HttpFigures.HELLO, USERS, i -> get("/health/liveness", i));
    write(folder, "characters", USERS, i -> get("/v1/characters", i));
    write(folder, "notifications", NOTIFIED, i -> get("/v1/notifications?limit=50", i));
    write(
        folder,
        "settings",
        2 * USERS,
        i ->
            request(
                "PATCH",
                "/v1/me/settings",
                i % USERS,
                i < USERS ? "{\"theme\":\"light\"}" : "{\"theme\":\"dark\"}"));
    write(
        folder,
        "read",
        NOTIFIED * NOTIFICATIONS,
        i -> request("POST", "/v1/notifications/told-" + i + "/read", i % NOTIFIED, ""));
    write(folder, "overview", USERS, i -> get("/v1/overview", i));
    write(folder, "overview-of-70", 1, i -> get("/v1/overview", USERS));
  }

  private static void write(Path folder, String kind, int count, IntFunction<String> request)
      throws IOException {
    List<String> lines = new ArrayList<>(IntStream.range(0, count).mapToObj(request).toList());
    Collections.shuffle(lines, new Random(SEED));
    Files.write(folder.resolve(kind), lines);
  }

  private String get(String path, int user) {
    return request("GET", path, user, "");
  }

  private String request(String method, String path, int user, String json) {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + path + " HTTP/1.1");
    lines.add("Host: 127.0.0.1");
    lines.add("Authorization: Bearer " + bearers.get(user));
    if (!json.isEmpty()) {
      lines.add("Content-Type: application/json");
    }
    if (!method.equals("GET")) {
      lines.add("Content-Length: " + json.length());
    }
    lines.add("");
    lines.add(json);
    return String.join(LoadMain.LINE_END, lines);
  }
}
