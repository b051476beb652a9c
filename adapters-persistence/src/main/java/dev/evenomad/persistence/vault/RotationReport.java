package dev.evenomad.persistence.vault;

import java.util.List;
import java.util.Optional;

/**
 * How a key rotation went. Shows names of keys, and nothing of what they sealed.
 *
 * @param newestKey the id of the key that everything should be under
 * @param reencrypted how many characters got tokens under it, also those that were removed and
 *     whose grants are still to be ended at EVE
 * @param leftAlone the tokens that could not be opened and so were not touched, each kind once
 * @param underKeys what the database held in the end, the newest key first
 */
public record RotationReport(
    String newestKey, long reencrypted, List<LeftAlone> leftAlone, List<UnderKey> underKeys) {

  public RotationReport {
    leftAlone = List.copyOf(leftAlone);
    underKeys = List.copyOf(underKeys);
  }

  /**
   * Whether everything is under the newest key, so that the others can be thrown away. If it is not
   * and nothing was left alone, servers still seal under another key, and one more rotation is due
   * once they know better.
   */
  public boolean complete() {
    return underKeys.stream().allMatch(under -> under.key().filter(newestKey::equals).isPresent());
  }

  /** Why a token was left alone. */
  public enum Reason {
    /** It was sealed with a key that is not here. */
    KEY_NOT_HERE,
    /** Its key is here and does not open it: it was changed, or sealed for somebody else. */
    DOES_NOT_OPEN,
    /** It is not in the form of this vault, and so was never sealed by it. */
    NOT_SEALED
  }

  /**
   * Tokens that were left alone.
   *
   * @param key the id of the key that they name; empty if they name none
   * @param accessTokens how many
   * @param refreshTokens how many
   */
  public record LeftAlone(
      Optional<String> key, Reason reason, long accessTokens, long refreshTokens) {}

  /**
   * What is stored under a key.
   *
   * @param key its id; empty for what is not in the form of this vault
   * @param accessTokens how many
   * @param refreshTokens how many
   */
  public record UnderKey(Optional<String> key, long accessTokens, long refreshTokens) {}
}
