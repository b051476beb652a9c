package dev.evenomad.persistence.jpa;

import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** Values of types that only PostgreSQL has, as its driver takes them. */
final class PostgresObjects {

  private PostgresObjects() {}

  static PGobject of(String type, String text) {
    PGobject object = new PGobject();
    object.setType(type);
    try {
      object.setValue(text);
    } catch (SQLException e) {
      throw new IllegalStateException("a PGobject takes every text", e);
    }
    return object;
  }
}
