package dev.evenomad.domain.job;

import dev.evenomad.domain.environment.Ids;

/**
 * Identifies a {@link Job}.
 *
 * @param value a CUID, or whatever id the record was moved in with
 */
public record JobId(String value) {
  public JobId {
    Ids.require("job", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
