package dev.evenomad.application.session;

import dev.evenomad.application.character.AdmitCharacter;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveSso.CodeExchange;
import dev.evenomad.domain.character.EveSso.Revocation;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.domain.session.OneTimeGrant.LoginAttempt;
import dev.evenomad.domain.session.OneTimeGrant.LoginCode;
import dev.evenomad.domain.session.OneTimeGrants;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives a pilot who comes back from EVE SSO, admits the character, and sends the browser back to
 * the app with a one-time code. Thread-safe.
 */
public final class CompleteLogin {

  private static final Logger LOG = LoggerFactory.getLogger(CompleteLogin.class);

  private final OneTimeGrants grants;
  private final EveSso sso;
  private final AdmitCharacter admitCharacter;
  private final Secrets secrets;
  private final LoginSettings settings;
  private final Clock clock;

  /** Over these ports. */
  public CompleteLogin(
      OneTimeGrants grants,
      EveSso sso,
      AdmitCharacter admitCharacter,
      Secrets secrets,
      LoginSettings settings,
      Clock clock) {
    this.grants = grants;
    this.sso = sso;
    this.admitCharacter = admitCharacter;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Completes the sign-in that {@code state} stands for; a state works once.
   *
   * @param answer what EVE SSO sent with it
   * @return where to send the browser; empty if the state is unknown, used or expired, so that
   *     nobody knows where
   */
  public Optional<URI> complete(Secret state, Answer answer) {
    return grants
        .take(state.digest(), LoginAttempt.class, clock.instant())
        .map(
            attempt ->
                switch (answer) {
                  case Answer.Code code -> exchange(attempt, code.code());
                  case Answer.Refusal refusal -> refused(attempt, refusal);
                });
  }

  private URI refused(LoginAttempt attempt, Answer.Refusal refusal) {
    return back(
        attempt,
        refusal.error().equals("access_denied")
            ? LoginError.ACCESS_DENIED
            : LoginError.EVE_SIGN_IN_FAILED);
  }

  private URI exchange(LoginAttempt attempt, Secret code) {
    return switch (sso.exchange(code, attempt.verifier())) {
      case CodeExchange.SignedIn signedIn -> admit(attempt, signedIn);
      case CodeExchange.Refused refused -> {
        LOG.info("EVE SSO refused a code: {}", refused.why());
        yield back(attempt, LoginError.EVE_SIGN_IN_FAILED);
      }
      case CodeExchange.Untrusted untrusted -> {
        LOG.warn("EVE SSO's answer to a code cannot be trusted: {}", untrusted.why());
        yield back(attempt, LoginError.EVE_SIGN_IN_FAILED);
      }
      case CodeExchange.Unavailable unavailable -> {
        LOG.warn("EVE SSO is not available for sign-in: {}", unavailable.why());
        yield back(attempt, LoginError.TEMPORARILY_UNAVAILABLE);
      }
    };
  }

  private URI admit(LoginAttempt attempt, CodeExchange.SignedIn signedIn) {
    Secret code = secrets.next();
    AdmitCharacter.Outcome outcome =
        admitCharacter.admit(
            signedIn.identity(),
            signedIn.tokens(),
            attempt.linkTo(),
            user -> grants.add(loginCode(code, user, attempt)));
    return switch (outcome) {
      case AdmitCharacter.Outcome.Admitted admitted ->
          AppRedirect.withCode(
              attempt.redirectUri(), code, attempt.clientState(), admitted.arrival());
      case AdmitCharacter.Outcome.BothPaid bothPaid ->
          discard(signedIn, attempt, LoginError.ACCOUNT_HAS_SUBSCRIPTION);
      case AdmitCharacter.Outcome.AccountGone gone ->
          discard(signedIn, attempt, LoginError.INVALID_LINK_TICKET);
      case AdmitCharacter.Outcome.EveUnavailable unavailable ->
          discard(signedIn, attempt, LoginError.TEMPORARILY_UNAVAILABLE);
    };
  }

  private URI discard(CodeExchange.SignedIn signedIn, LoginAttempt attempt, LoginError error) {
    // Nobody will use this grant, so EVE need not keep it. The grant that a character has
    // already is another token.
    signedIn
        .tokens()
        .map(EveTokens::refreshToken)
        .map(sso::revoke)
        .filter(outcome -> !(outcome instanceof Revocation.Revoked))
        .ifPresent(outcome -> LOG.info("a grant that is not used lives on at EVE: {}", outcome));
    return back(attempt, error);
  }

  private LoginCode loginCode(Secret code, UserId user, LoginAttempt attempt) {
    Instant end = clock.instant().plus(settings.codeLifetime());
    return new LoginCode(code.digest(), user, attempt.challenge(), end);
  }

  private static URI back(LoginAttempt attempt, LoginError error) {
    return AppRedirect.withError(attempt.redirectUri(), error, attempt.clientState());
  }

  /** What EVE SSO sends back with the state. */
  public sealed interface Answer {
    /** The pilot agreed. */
    record Code(Secret code) implements Answer {}

    /**
     * The pilot or EVE did not.
     *
     * @param error the OAuth error code
     */
    record Refusal(String error) implements Answer {}
  }
}
