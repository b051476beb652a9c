package dev.evenomad.domain.account;

import dev.evenomad.domain.environment.Ids;

/**
 * Identifies a {@link User}.
 *
 * @param value a CUID, or whatever id the record was moved in with
 */
public record UserId(String value) {
  public UserId {
    Ids.require("user", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
