package dev.evenomad.persistence;

import dev.evenomad.domain.environment.Ids;
import io.github.thibaultmeyer.cuid.CUID;

/** CUIDs of version 1, as the original's, so that old and new ids have one form. */
final class CuidIds implements Ids {

  @Override
  public String next() {
    return CUID.randomCUID1().toString();
  }
}
