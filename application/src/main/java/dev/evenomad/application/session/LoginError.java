package dev.evenomad.application.session;

import java.util.Locale;

/** Why a sign-in did not succeed, as the app is told in {@code error}. */
public enum LoginError {
  /** The pilot declined at EVE SSO. */
  ACCESS_DENIED,
  /** EVE did not accept the code it gave out, or its answer could not be trusted. Start again. */
  EVE_SIGN_IN_FAILED,
  /** EVE could not be reached. Nothing was changed; try again later. */
  TEMPORARILY_UNAVAILABLE,
  /** The link ticket is unknown, used or expired, or its account is gone. Ask for a new one. */
  INVALID_LINK_TICKET,
  /**
   * The character is the only one of another account, and both accounts have a subscription that is
   * paid for: the one of the other account would be lost. Cancel one of them first, and link again
   * once it has run out.
   */
  ACCOUNT_HAS_SUBSCRIPTION;

  /** The name outside of Java, such as {@code access_denied}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
