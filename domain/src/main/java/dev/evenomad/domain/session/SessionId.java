package dev.evenomad.domain.session;

import dev.evenomad.domain.environment.Ids;

/**
 * Identifies a {@link Session}.
 *
 * @param value a CUID, or whatever id the record was moved in with
 */
public record SessionId(String value) {
  public SessionId {
    Ids.require("session", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
