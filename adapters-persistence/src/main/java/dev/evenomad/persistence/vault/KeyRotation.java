package dev.evenomad.persistence.vault;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.vault.RotationReport.LeftAlone;
import dev.evenomad.persistence.vault.RotationReport.Reason;
import dev.evenomad.persistence.vault.RotationReport.UnderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Brings all stored tokens under the newest key, while servers that know the same keys go on
 * working: those of the characters, and those of characters that were removed and whose grants are
 * still to be ended at EVE.
 *
 * <p>Goes through them in batches of one short transaction each. A token is written only after its
 * new form was opened and compared, and only if the old one is still there. What somebody changed
 * meanwhile is met again in another pass. It can be broken off at any time and begun again, also
 * several times at once: whatever is under the newest key is not touched.
 */
public final class KeyRotation {

  private static final int BATCH = 500;

  /** Two are the rule; many more only if servers go on sealing under another key. */
  private static final int MAX_PASSES = 10;

  /** Where characters have their tokens. */
  private static final Place CHARACTERS =
      new Place(
          "characters",
          "eve_character",
          // With the new version a server that read the row before loses, and does not write the
          // old ciphertext back.
          "UPDATE eve_character SET access_token = ?, refresh_token = ?, version = version + 1"
              + " WHERE id = ? AND access_token = ? AND refresh_token = ?");

  /** Where revocations that are not over keep theirs, in the names that the job gives them. */
  private static final Place REVOCATIONS =
      new Place(
          "revocations",
          """
          (SELECT id, (payload ->> 'characterId')::bigint AS character_id,
                  NULL AS access_token, payload ->> 'refreshToken' AS refresh_token
           FROM job WHERE job_type = 'grant-revocation') AS revocation\
          """,
          "UPDATE job SET version = version + 1,"
              + " payload = jsonb_set(payload, '{refreshToken}', to_jsonb(?::text))"
              + " WHERE id = ? AND payload ->> 'refreshToken' = ?");

  // The beginning of a token is found without fetching all of it.
  private static final String UNDER_KEYS =
      """
      SELECT substring(left(token, 12) FROM '^v1:([0-9a-f]{8}):'),
             count(*) FILTER (WHERE field = 'access'), count(*) FILTER (WHERE field = 'refresh')
      FROM (SELECT access_token, refresh_token FROM eve_character
            UNION ALL SELECT access_token, refresh_token FROM %s) AS held
      CROSS JOIN LATERAL (VALUES ('access', access_token), ('refresh', refresh_token))
          AS tokens (field, token)
      WHERE token IS NOT NULL
      GROUP BY 1
      ORDER BY 1 NULLS LAST
      """
          .formatted(REVOCATIONS.table());

  private final DataSource dataSource;
  private final TinkTokenVault vault;
  private final String newestForm;

  private KeyRotation(DataSource dataSource, TinkTokenVault vault) {
    this.dataSource = dataSource;
    this.vault = vault;
    this.newestForm = vault.newestPrefix() + "%";
  }

  /**
   * Rotates once.
   *
   * @param dataSource of the database; one connection is used at a time
   * @param keys not empty; the first one is the newest, the others open what there is
   * @param progress is told of characters
   * @throws IllegalStateException if the database fails; what was done until then stays done
   */
  public static RotationReport run(
      DataSource dataSource, List<EncryptionKey> keys, Progress progress) {
    try {
      return new KeyRotation(dataSource, new TinkTokenVault(keys)).run(progress);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the rotation of keys was broken off, run it again to go on: " + e.getMessage(), e);
    }
  }

  /**
   * Under which keys tokens are stored, in the order of their names. Changes nothing.
   *
   * @throws IllegalStateException if the database fails
   */
  public static List<UnderKey> underKeys(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return storedUnderKeys(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the stored tokens cannot be counted: " + e.getMessage(), e);
    }
  }

  private RotationReport run(Progress progress) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      long reencrypted = 0;
      Pass pass;
      int number = 0;
      do {
        number++;
        pass = new Pass(connection, number, progress);
        pass.run(CHARACTERS);
        pass.run(REVOCATIONS);
        reencrypted += pass.written;
      } while ((pass.written > 0 || pass.lost > 0) && number < MAX_PASSES);
      return new RotationReport(
          vault.newestKey(), reencrypted, pass.leftAlone(), underKeys(connection));
    }
  }

  /** Once through all that is not under the newest key. Used once. */
  private final class Pass {

    private final Connection connection;
    private final String suffix;
    private final Progress progress;
    private final Map<Unopened, Map<TokenField, Long>> unopened = new LinkedHashMap<>();
    private long written;
    private long lost;

    Pass(Connection connection, int number, Progress progress) {
      this.connection = connection;
      this.suffix = number == 1 ? "" : ", pass " + number;
      this.progress = progress;
    }

    void run(Place place) throws SQLException {
      long total = count(place);
      long met = 0;
      String last = "";
      List<Row> batch = next(place, last);
      while (!batch.isEmpty()) {
        write(place, batch.stream().map(this::resealed).flatMap(Optional::stream).toList());
        met += batch.size();
        progress.at(place.name() + suffix, met, Math.max(met, total));
        last = batch.getLast().id();
        batch = next(place, last);
      }
    }

    private long count(Place place) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(place.count())) {
        bindNewest(statement);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getLong(1);
        }
      } finally {
        connection.rollback();
      }
    }

    private List<Row> next(Place place, String after) throws SQLException {
      List<Row> batch = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(place.next())) {
        bindNewest(statement);
        statement.setString(3, after);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            batch.add(
                new Row(
                    rows.getString(1),
                    new CharacterId(rows.getLong(2)),
                    Optional.ofNullable(rows.getString(3)),
                    rows.getString(4)));
          }
        }
      }
      if (batch.isEmpty()) {
        connection.rollback();
      }
      return batch;
    }

    private void bindNewest(PreparedStatement statement) throws SQLException {
      statement.setString(1, newestForm);
      statement.setString(2, newestForm);
    }

    /** The row with what of it can be opened under the newest key; empty if that is nothing. */
    private Optional<Resealed> resealed(Row row) {
      Optional<String> access =
          row.accessToken().map(token -> resealed(row.owner(), TokenField.ACCESS_TOKEN, token));
      String refresh = resealed(row.owner(), TokenField.REFRESH_TOKEN, row.refreshToken());
      return access.equals(row.accessToken()) && refresh.equals(row.refreshToken())
          ? Optional.empty()
          : Optional.of(new Resealed(row, access, refresh));
    }

    private String resealed(CharacterId owner, TokenField field, String ciphertext) {
      Optional<String> key = TinkTokenVault.keyOf(ciphertext);
      if (key.filter(vault.newestKey()::equals).isPresent()) {
        return ciphertext;
      }
      if (key.isEmpty()) {
        return leave(key, Reason.NOT_SEALED, field, ciphertext);
      }
      if (!vault.keys().contains(key.get())) {
        return leave(key, Reason.KEY_NOT_HERE, field, ciphertext);
      }
      Secret token;
      try {
        token = vault.open(owner, field, new SealedToken(ciphertext));
      } catch (UnreadableTokenException e) {
        return leave(key, Reason.DOES_NOT_OPEN, field, ciphertext);
      }
      SealedToken resealed = vault.seal(owner, field, token);
      if (!vault.open(owner, field, resealed).equals(token)) {
        throw new IllegalStateException(
            "the key %s does not open what it sealed; nothing was written for character %s"
                .formatted(vault.newestKey(), owner));
      }
      return resealed.ciphertext();
    }

    private String leave(Optional<String> key, Reason reason, TokenField field, String ciphertext) {
      unopened
          .computeIfAbsent(new Unopened(key, reason), none -> new EnumMap<>(TokenField.class))
          .merge(field, 1L, Long::sum);
      return ciphertext;
    }

    private void write(Place place, List<Resealed> batch) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(place.write())) {
        for (Resealed resealed : batch) {
          int parameter = 0;
          for (String value : resealed.parameters()) {
            parameter++;
            statement.setString(parameter, value);
          }
          statement.addBatch();
        }
        int changed = 0;
        for (int count : statement.executeBatch()) {
          changed += count;
        }
        connection.commit();
        written += changed;
        lost += batch.size() - changed;
      } catch (SQLException e) {
        connection.rollback();
        if (!isConflict(e)) {
          throw e;
        }
        lost += batch.size();
      }
    }

    List<LeftAlone> leftAlone() {
      return unopened.entrySet().stream()
          .map(
              entry ->
                  new LeftAlone(
                      entry.getKey().key(),
                      entry.getKey().reason(),
                      entry.getValue().getOrDefault(TokenField.ACCESS_TOKEN, 0L),
                      entry.getValue().getOrDefault(TokenField.REFRESH_TOKEN, 0L)))
          .sorted(
              Comparator.comparing(LeftAlone::reason).thenComparing(left -> left.key().orElse("")))
          .toList();
    }
  }

  /** Serialization failures and deadlocks: class 40 of SQL's states. */
  private static boolean isConflict(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("40");
  }

  private List<UnderKey> underKeys(Connection connection) throws SQLException {
    List<UnderKey> found;
    try {
      found = storedUnderKeys(connection);
    } finally {
      connection.rollback();
    }
    found.sort(
        Comparator.comparing(under -> under.key().filter(vault.newestKey()::equals).isEmpty()));
    return found;
  }

  private static List<UnderKey> storedUnderKeys(Connection connection) throws SQLException {
    List<UnderKey> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UNDER_KEYS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new UnderKey(Optional.ofNullable(rows.getString(1)), rows.getLong(2), rows.getLong(3)));
      }
    }
    return found;
  }

  /**
   * Where there are tokens.
   *
   * @param table has {@code id}, {@code character_id}, {@code access_token}, {@code refresh_token}
   * @param write takes the new tokens, the id, and the old tokens
   */
  private record Place(String name, String table, String write) {

    private static final String NOT_UNDER_NEWEST =
        " WHERE (access_token NOT LIKE ? OR refresh_token NOT LIKE ?)";

    String count() {
      return "SELECT count(*) FROM " + table + NOT_UNDER_NEWEST;
    }

    String next() {
      return "SELECT id, character_id, access_token, refresh_token FROM "
          + table
          + NOT_UNDER_NEWEST
          + " AND id > ? ORDER BY id LIMIT "
          + BATCH;
    }
  }

  /** Tokens of a character; a revocation has no access token. */
  private record Row(
      String id, CharacterId owner, Optional<String> accessToken, String refreshToken) {}

  private record Resealed(Row row, Optional<String> accessToken, String refreshToken) {

    /** What {@link Place#write} takes. */
    List<String> parameters() {
      return Stream.of(
              accessToken,
              Optional.of(refreshToken),
              Optional.of(row.id()),
              row.accessToken(),
              Optional.of(row.refreshToken()))
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private record Unopened(Optional<String> key, Reason reason) {}
}
