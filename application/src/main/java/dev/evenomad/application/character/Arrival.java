package dev.evenomad.application.character;

import java.util.Locale;

/** How a sign-in with a character came out, as the app is told in {@code outcome}. */
public enum Arrival {
  /** The character's account is signed in. */
  SIGNED_IN,
  /** A new account begins with the character. */
  REGISTERED,
  /** The character was nobody's, or was sold, and belongs now to the account that asked for it. */
  LINKED,
  /**
   * The character was another account's and belongs now to the account that asked for it, with all
   * that is known of it. If it was that account's only one, that account has ended.
   */
  MOVED,
  /**
   * The character was the account's already and can be read again: its grant was lost, or the
   * account asked for it once more.
   */
  REAUTHORIZED;

  /** The name outside of Java, such as {@code signed_in}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
