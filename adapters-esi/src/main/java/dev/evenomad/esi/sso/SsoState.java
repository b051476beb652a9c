package dev.evenomad.esi.sso;

import java.time.Duration;
import java.util.Optional;

/** What was found when somebody looked at EVE's single sign-on. */
public sealed interface SsoState {

  /**
   * Pilots can sign in, as far as can be seen without one.
   *
   * @param issuer whom its tokens are from
   * @param keys how many keys it publishes that a token can be verified with
   * @param clockAhead by how much its clock is ahead of ours, to a second or two; negative if it is
   *     behind; empty if it does not say
   */
  record Usable(String issuer, int keys, Optional<Duration> clockAhead) implements SsoState {}

  /**
   * Nobody can sign in.
   *
   * @param why without secrets, for people
   */
  record Unusable(String why) implements SsoState {}
}
