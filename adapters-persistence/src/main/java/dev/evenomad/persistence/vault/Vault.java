package dev.evenomad.persistence.vault;

import dev.evenomad.domain.character.TokenVault;
import java.util.List;

/** Where token vaults come from. Needs no database. */
public final class Vault {

  private Vault() {}

  /**
   * A vault on those keys.
   *
   * @param keys not empty; the first one encrypts, all of them decrypt
   */
  public static TokenVault of(List<EncryptionKey> keys) {
    return new TinkTokenVault(keys);
  }
}
