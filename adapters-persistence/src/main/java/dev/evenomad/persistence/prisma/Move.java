package dev.evenomad.persistence.prisma;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How the rows of one table of the original become rows here. */
interface Move {

  /** The table of the original. */
  String origin();

  /** What its rows are, for people. */
  String what();

  /** Reads all of its rows. */
  default String query() {
    return "SELECT * FROM \"" + origin() + "\"";
  }

  /** How many rows fit into memory without a thought. */
  default int batch() {
    return 1000;
  }

  /** Where they go. */
  Insert insert();

  /**
   * What a row becomes.
   *
   * @throws IllegalArgumentException if it cannot become anything, with the reason
   */
  Draft draft(SourceRow row) throws SQLException;

  /** The rows as they fit to what is here. */
  default List<Draft> fitted(Connection here, List<Draft> drafts) throws SQLException {
    return drafts;
  }

  /** What else belongs to rows that have just been inserted. */
  default void inserted(Connection here, List<Draft> drafts) throws SQLException {}

  /** What to do about a row that was not inserted, although none with its id is here. */
  Verdict verdict(Connection here, Draft draft) throws SQLException;

  /** What becomes of a row that was not inserted. */
  sealed interface Verdict {

    /** What it says is here already. */
    record AlreadyThere() implements Verdict {}

    /** To be tried again like that. */
    record Instead(Draft draft) implements Verdict {}

    /** It does not come over. */
    record NotTaken(String reason) implements Verdict {}
  }

  /** The verdict on a row whose user is not here; else {@code otherwise}. */
  static Verdict ofUser(Connection here, Draft draft, Verdict otherwise) throws SQLException {
    return exists(here, "SELECT FROM app_user WHERE id = ?", draft.get("user_id"))
        ? otherwise
        : new Verdict.NotTaken("its user did not come over, or has gone since");
  }

  /** Whether that query finds something for that text. */
  static boolean exists(Connection here, String query, String parameter) throws SQLException {
    try (PreparedStatement statement = here.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
