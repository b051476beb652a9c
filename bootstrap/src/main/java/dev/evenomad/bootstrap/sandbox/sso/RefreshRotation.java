package dev.evenomad.bootstrap.sandbox.sso;

/** What happens to a refresh token that is used; EVE SSO may do either. */
public enum RefreshRotation {
  /** The same refresh token comes back and stays good. */
  SAME,
  /** A new refresh token comes back and the old one is dead. */
  NEW
}
