package dev.evenomad.persistence.jpa;

import java.sql.Types;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * EclipseLink's PostgreSQL, but for nulls: EclipseLink binds them as texts wherever it does not
 * know better, and PostgreSQL takes no text for an array, a number or JSON. Without a type
 * PostgreSQL finds it out. Public because EclipseLink instantiates it.
 */
public final class UntypedNullPlatform extends PostgreSQLPlatform {

  private static final long serialVersionUID = 1L;

  /** For EclipseLink. */
  public UntypedNullPlatform() {}

  @Override
  public int getJDBCTypeForSetNull(DatabaseField field) {
    return Types.NULL;
  }
}
