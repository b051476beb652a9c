package dev.evenomad.persistence.prisma;

import dev.evenomad.persistence.prisma.Move.Verdict;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Our database: takes rows in batches, each in one transaction together with the note that they
 * were moved in.
 */
final class Destination implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  /** Rows of a statement that cannot be stored as they are: PostgreSQL, appendix A. */
  private static final Set<String> CLASSES_OF_BAD_ROWS = Set.of("22", "23", "54");

  /** Serialization failure and deadlock. */
  private static final Set<String> WORTH_A_RETRY = Set.of("40001", "40P01");

  private final Connection connection;

  private Destination(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects to it.
   *
   * @throws ImportRefusedException if it cannot be reached, or is an original itself
   */
  static Destination open(DataSource dataSource) {
    try {
      Destination destination = new Destination(dataSource.getConnection());
      try {
        destination.connection.setAutoCommit(false);
        destination.refuseAnOriginal();
        return destination;
      } catch (SQLException | RuntimeException e) {
        destination.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private void refuseAnOriginal() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT to_regclass('_prisma_migrations') IS NOT NULL");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      if (rows.getBoolean(1)) {
        throw new ImportRefusedException(
            "the database to import into, DATABASE_URL, is itself one that Prisma made; make a new"
                + " one for this server, or a new schema in it: …?schema=nomad");
      }
    }
    connection.commit();
  }

  /**
   * Takes rows, all that can be taken, and tells what became of each.
   *
   * @throws ImportRefusedException if the database fails
   */
  void take(Move move, List<Draft> drafts, Tally tally) {
    try {
      Results results = withRetries(move, drafts);
      results.taken.forEach(tally::taken);
      results.alreadyThere.forEach(draft -> tally.alreadyThere());
      results.notTaken.forEach(
          refused -> tally.notTaken(refused.draft.originalId(), refused.reason));
    } catch (SQLException e) {
      if (!CLASSES_OF_BAD_ROWS.contains(stateClass(e))) {
        throw unusable(e);
      }
      if (drafts.size() > 1) {
        drafts.forEach(draft -> take(move, List.of(draft), tally));
      } else {
        tally.notTaken(
            drafts.getFirst().originalId(),
            "the database refuses it: SQL state " + e.getSQLState());
      }
    }
  }

  /** Gives default settings to users that have none, and returns to how many. */
  long giveDefaultSettings(Instant now) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO user_settings (id, user_id, created_at, updated_at)
            SELECT 'c' || left(md5('settings of ' || u.id), 24), u.id, s.now, s.now
            FROM app_user u, (SELECT ?::timestamptz AS now) s
            WHERE NOT EXISTS (SELECT FROM user_settings WHERE user_id = u.id)
            FOR KEY SHARE OF u
            ON CONFLICT DO NOTHING
            """)) {
      statement.setString(1, now.toString());
      long given = statement.executeUpdate();
      connection.commit();
      return given;
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private Results withRetries(Move move, List<Draft> drafts) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        Results results = taken(move, drafts);
        connection.commit();
        return results;
      } catch (SQLException e) {
        rollBack(e);
        if (attempt == ATTEMPTS || !WORTH_A_RETRY.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
      } catch (RuntimeException e) {
        rollBack(e);
        throw e;
      }
    }
  }

  private Results taken(Move move, List<Draft> drafts) throws SQLException {
    Results results = new Results();
    Set<String> before = movedInBefore(move, drafts);
    List<Draft> open = new ArrayList<>();
    for (Draft draft : drafts) {
      (before.contains(draft.id()) ? results.alreadyThere : open).add(draft);
    }
    List<Draft> fitted = move.fitted(connection, open);
    List<Draft> inserted = new ArrayList<>();
    List<Draft> left = new ArrayList<>();
    Set<String> ids = move.insert().run(connection, fitted);
    for (Draft draft : fitted) {
      // Of two with the same id, the second finds the first.
      (ids.remove(draft.id()) ? inserted : left).add(draft);
    }
    List<Draft> known = new ArrayList<>();
    for (Draft draft : left) {
      oneByOne(move, draft, inserted, known, results);
    }
    move.inserted(connection, inserted);
    remember(move, inserted);
    remember(move, known);
    results.taken.addAll(inserted);
    results.alreadyThere.addAll(known);
    return results;
  }

  /** For the few that met something: finds out what, and does what can be done about it. */
  private void oneByOne(
      Move move, Draft draft, List<Draft> inserted, List<Draft> known, Results results)
      throws SQLException {
    Draft current = draft;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (Move.exists(
          connection, "SELECT FROM %s WHERE id = ?".formatted(move.insert().table()), draft.id())) {
        known.add(draft);
        return;
      }
      Verdict verdict = move.verdict(connection, current);
      if (verdict instanceof Verdict.NotTaken(String reason)) {
        results.notTaken.add(new Refused(draft, reason));
        return;
      }
      if (verdict instanceof Verdict.AlreadyThere) {
        known.add(draft);
        return;
      }
      if (verdict instanceof Verdict.Instead(Draft instead)) {
        current = instead;
      }
      if (!move.insert().run(connection, List.of(current)).isEmpty()) {
        inserted.add(current);
        return;
      }
    }
    results.notTaken.add(
        new Refused(draft, "others kept taking what has to be unique; run it again"));
  }

  private Set<String> movedInBefore(Move move, List<Draft> drafts) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM moved_in WHERE origin = ? AND id = ANY (?)")) {
      statement.setString(1, move.origin());
      statement.setArray(2, ids(drafts));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  private void remember(Move move, List<Draft> drafts) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO moved_in (origin, id) SELECT ?, unnest(?) ON CONFLICT DO NOTHING")) {
      statement.setString(1, move.origin());
      statement.setArray(2, ids(drafts));
      statement.executeUpdate();
    }
  }

  private Array ids(List<Draft> drafts) throws SQLException {
    return connection.createArrayOf("text", drafts.stream().map(Draft::id).toArray());
  }

  private void rollBack(Exception because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private static String stateClass(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }

  private static ImportRefusedException unusable(SQLException e) {
    return new ImportRefusedException(
        "the database to import into, DATABASE_URL, cannot be used: %s. What came over stays; run it again to go on"
            .formatted(e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was committed stays.
    }
  }

  private record Refused(Draft draft, String reason) {}

  private static final class Results {
    private final List<Draft> taken = new ArrayList<>();
    private final List<Draft> alreadyThere = new ArrayList<>();
    private final List<Refused> notTaken = new ArrayList<>();
  }
}
