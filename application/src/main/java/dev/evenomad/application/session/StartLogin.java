package dev.evenomad.application.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.Secrets;
import dev.evenomad.domain.session.OneTimeGrant.LinkTicket;
import dev.evenomad.domain.session.OneTimeGrant.LoginAttempt;
import dev.evenomad.domain.session.OneTimeGrants;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Sends a pilot's browser to EVE SSO. Thread-safe. */
public final class StartLogin {

  private final OneTimeGrants grants;
  private final EveSso sso;
  private final Secrets secrets;
  private final Transactions transactions;
  private final LoginSettings settings;
  private final Clock clock;

  /** Over these ports. */
  public StartLogin(
      OneTimeGrants grants,
      EveSso sso,
      Secrets secrets,
      Transactions transactions,
      LoginSettings settings,
      Clock clock) {
    this.grants = grants;
    this.sso = sso;
    this.secrets = secrets;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins a sign-in. A link ticket is used up by it. */
  public Outcome start(Request request) {
    if (!settings.allows(request.redirectUri())) {
      return new Outcome.RedirectNotAllowed();
    }
    Secret state = secrets.next();
    CodeVerifier verifier = new CodeVerifier(secrets.next());
    boolean begun = transactions.call(() -> begin(request, state, verifier));
    return begun
        ? new Outcome.GoTo(sso.authorizationUri(state, verifier, request.scopes()))
        : new Outcome.GoTo(
            AppRedirect.withError(
                request.redirectUri(), LoginError.INVALID_LINK_TICKET, request.clientState()));
  }

  private boolean begin(Request request, Secret state, CodeVerifier verifier) {
    Instant now = clock.instant();
    Optional<UserId> linkTo =
        request
            .linkTicket()
            .flatMap(ticket -> grants.take(ticket.digest(), LinkTicket.class, now))
            .map(LinkTicket::user);
    if (request.linkTicket().isPresent() && linkTo.isEmpty()) {
      return false;
    }
    grants.add(
        new LoginAttempt(
            state.digest(),
            request.redirectUri(),
            request.clientState(),
            request.challenge(),
            verifier,
            request.scopes(),
            linkTo,
            now.plus(settings.attemptLifetime())));
    return true;
  }

  /**
   * What an app asks for.
   *
   * @param clientState comes back to the app unchanged: 1 to 512 visible ASCII characters and
   *     spaces (RFC 6749, appendix A.5), not blank
   * @param scopes what the pilot shall agree to
   * @param linkTicket from {@link IssueLinkTicket}; empty for a plain sign-in
   */
  public record Request(
      URI redirectUri,
      String clientState,
      CodeChallenge challenge,
      Scopes scopes,
      Optional<Secret> linkTicket) {
    public Request {
      if (clientState.isBlank()
          || clientState.length() > 512
          || !clientState.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        throw new IllegalArgumentException(
            "the state is 1 to 512 visible ASCII characters and spaces; encode anything else");
      }
    }
  }

  /** Where to go now. */
  public sealed interface Outcome {
    /** Send the browser there: to EVE SSO, or back to the app with an error. */
    record GoTo(URI uri) implements Outcome {}

    /**
     * The app's address is not on the list, character by character, so nothing may be sent there.
     */
    record RedirectNotAllowed() implements Outcome {}
  }
}
