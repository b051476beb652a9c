package dev.evenomad.persistence.vault;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.secret.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Characters in a migrated database, numbered from 1, whose tokens are as long as EVE's and say
 * whose they are.
 */
final class SealedCharacters {

  private static final int BATCH = 1_000;

  /** About what an access token of EVE has beside the names of its scopes. */
  private static final String PADDING = "x".repeat(1_100);

  private final DataSource dataSource;

  SealedCharacters(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What a row holds. */
  record Row(SealedToken access, SealedToken refresh, long version) {}

  static CharacterId character(int number) {
    return new CharacterId(2_112_000_000L + number);
  }

  static Secret token(int number, TokenField field) {
    return Secret.of(number + "." + field + (field == TokenField.ACCESS_TOKEN ? PADDING : ""));
  }

  /** Adds the characters of those numbers, sealed by {@code vault}. */
  void add(int first, int last, TokenVault vault) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement user =
              connection.prepareStatement(
                  "INSERT INTO app_user (id, updated_at) VALUES ('owner', now())"
                      + " ON CONFLICT DO NOTHING");
          PreparedStatement character =
              connection.prepareStatement(
                  "INSERT INTO eve_character (id, character_id, character_name, corporation_id,"
                      + " user_id, access_token, refresh_token, token_expires_at, updated_at)"
                      + " VALUES (?, ?, ?, 98000001, 'owner', ?, ?, now(), now())")) {
        user.execute();
        for (int number = first; number <= last; number++) {
          character.setString(1, id(number));
          character.setLong(2, character(number).value());
          character.setString(3, "Pilot " + number);
          character.setString(4, seal(vault, number, TokenField.ACCESS_TOKEN).ciphertext());
          character.setString(5, seal(vault, number, TokenField.REFRESH_TOKEN).ciphertext());
          character.addBatch();
          if (number % BATCH == 0 || number == last) {
            character.executeBatch();
          }
        }
      }
      connection.commit();
    }
  }

  /** In the order of the numbers, up to some millions. */
  static String id(int number) {
    return "c%07d".formatted(number);
  }

  static int number(String id) {
    return Integer.parseInt(id.substring(1));
  }

  static SealedToken seal(TokenVault vault, int number, TokenField field) {
    return vault.seal(character(number), field, token(number, field));
  }

  /** All rows that have tokens, in the order of their ids. */
  Map<String, Row> read() throws SQLException {
    Map<String, Row> rows = new LinkedHashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id, access_token, refresh_token, version FROM eve_character"
                    + " WHERE access_token IS NOT NULL ORDER BY id");
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        rows.put(
            found.getString(1),
            new Row(
                new SealedToken(found.getString(2)),
                new SealedToken(found.getString(3)),
                found.getLong(4)));
      }
    }
    return rows;
  }

  /** The row of that number, which has tokens. */
  Row row(int number) throws SQLException {
    return Optional.ofNullable(read().get(id(number))).orElseThrow();
  }
}
