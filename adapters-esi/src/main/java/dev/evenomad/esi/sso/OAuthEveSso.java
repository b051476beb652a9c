package dev.evenomad.esi.sso;

import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.sso.AccessTokens.Verdict;
import dev.evenomad.esi.sso.TokenEndpoint.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EVE's single sign-on over HTTP. Thread-safe. */
final class OAuthEveSso implements EveSso {

  private static final Logger LOG = LoggerFactory.getLogger(OAuthEveSso.class);

  /** How soon to try again when nothing was asked of EVE yet. */
  private static final Duration SOON = Duration.ofSeconds(10);

  /** How long to leave EVE SSO alone with a grant when it fails without saying. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private static final String OUTAGE =
      "EVE SSO failed or refused us a moment ago and is left alone";
  private static final String NO_KEYS = "the keys of EVE SSO cannot be read";

  private final SsoSettings settings;
  private final CachedDocument<Endpoints> endpoints;
  private final TokenEndpoint tokenEndpoint;
  private final AccessTokens accessTokens;
  private final OutagePause pause;
  private final InstantSource clock;

  OAuthEveSso(SsoSettings settings, SsoHttp http, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    URI metadata = Endpoints.metadata(settings.base());
    this.endpoints =
        new CachedDocument<>("metadata", () -> Endpoints.of(http.read(metadata), settings), clock);
    this.tokenEndpoint = new TokenEndpoint(http, clock);
    // Both documents may have to be read before.
    this.pause = new OutagePause(settings.http().callTimeout().multipliedBy(4), clock);
    this.accessTokens =
        new AccessTokens(
            new CachedDocument<>(
                "key set", () -> SigningKeys.of(http.read(endpoints().jwks())), clock),
            settings,
            clock);
  }

  @Override
  public URI authorizationUri(Secret state, CodeVerifier verifier, Scopes scopes) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", settings.callback().toString());
    query.put("scope", scopes.toString());
    query.put("state", state.reveal());
    query.put("code_challenge", verifier.challenge().value());
    query.put("code_challenge_method", "S256");
    URI authorization = endpoints().authorization();
    return URI.create(
        authorization
            + (authorization.getRawQuery() == null ? "?" : "&")
            // A plus sign is a space in forms only, strictly speaking.
            + SsoHttp.encode(query).replace("+", "%20"));
  }

  @Override
  public CodeExchange exchange(Secret code, CodeVerifier verifier) {
    // Asked first: a code that is exchanged for a token that nobody can check is lost.
    if (!accessTokens.ready()) {
      return new CodeExchange.Unavailable(NO_KEYS);
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.reveal());
    form.put("code_verifier", verifier.secret().reveal());
    return switch (tokenEndpoint.ask(endpoints().token(), form)) {
      case Answer.Issued issued -> {
        pause.answered();
        yield signedIn(issued);
      }
      case Answer.GrantGone gone -> new CodeExchange.Refused(gone.error());
      case Answer.OurFault fault -> {
        LOG.error(
            "EVE SSO refuses this application ({}): check its client id, its client secret and the"
                + " scopes that are enabled for it",
            fault.error());
        yield new CodeExchange.Unavailable("EVE SSO refuses this application: " + fault.error());
      }
      case Answer.Failed failed -> new CodeExchange.Unavailable(failed.why());
    };
  }

  private CodeExchange signedIn(Answer.Issued issued) {
    return switch (accessTokens.validate(issued.accessToken().reveal())) {
      case Verdict.Genuine genuine
          when issued.refreshToken().isEmpty() && !genuine.identity().scopes().values().isEmpty() ->
          new CodeExchange.Untrusted("EVE SSO gave no refresh token");
      case Verdict.Genuine genuine ->
          new CodeExchange.SignedIn(
              genuine.identity(),
              issued.refreshToken().map(refreshToken -> tokens(issued, refreshToken, genuine)));
      case Verdict.Untrusted untrusted -> new CodeExchange.Untrusted(untrusted.why());
      case Verdict.Undecided undecided -> new CodeExchange.Unavailable(undecided.why());
    };
  }

  @Override
  public TokenRefresh refresh(Secret refreshToken) {
    if (!accessTokens.ready()) {
      return new TokenRefresh.Unavailable(NO_KEYS, SOON);
    }
    Optional<Duration> wait = pause.remaining();
    if (wait.isPresent()) {
      return new TokenRefresh.Unavailable(OUTAGE, wait.get());
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken.reveal());
    return switch (heard(tokenEndpoint.ask(endpoints().token(), form))) {
      case Answer.Issued issued -> refreshed(issued, refreshToken);
      case Answer.GrantGone gone -> new TokenRefresh.Revoked(gone.error());
      case Answer.OurFault fault -> new TokenRefresh.Misconfigured(fault.error());
      case Answer.Failed failed ->
          new TokenRefresh.Unavailable(failed.why(), failed.asked().orElse(PAUSE));
    };
  }

  private TokenRefresh refreshed(Answer.Issued issued, Secret used) {
    return switch (accessTokens.validate(issued.accessToken().reveal())) {
      case Verdict.Genuine genuine ->
          // An answer without a refresh token leaves the old one in force (RFC 6749, section 6).
          new TokenRefresh.Refreshed(
              genuine.identity(), tokens(issued, issued.refreshToken().orElse(used), genuine));
      case Verdict.Untrusted untrusted -> new TokenRefresh.Untrusted(untrusted.why());
      case Verdict.Undecided undecided -> new TokenRefresh.Unavailable(undecided.why(), SOON);
    };
  }

  @Override
  public Revocation revoke(Secret refreshToken) {
    Optional<Duration> wait = pause.remaining();
    if (wait.isPresent()) {
      return new Revocation.Unavailable(OUTAGE, wait.get());
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token_type_hint", "refresh_token");
    form.put("token", refreshToken.reveal());
    return switch (heard(tokenEndpoint.revoke(endpoints().revocation(), form))) {
      case Answer.GrantGone gone -> new Revocation.Revoked();
      case Answer.Issued issued -> throw new IllegalStateException("a revocation issues nothing");
      case Answer.OurFault fault -> new Revocation.Misconfigured(fault.error());
      case Answer.Failed failed ->
          new Revocation.Unavailable(failed.why(), failed.asked().orElse(PAUSE));
    };
  }

  private Answer heard(Answer answer) {
    switch (answer) {
      case Answer.Failed failed -> pause.failed(failed.asked());
      // What it does not accept from us it accepts for no other character.
      case Answer.OurFault fault -> pause.failed(Optional.empty());
      case Answer.Issued issued -> pause.answered();
      case Answer.GrantGone gone -> pause.answered();
    }
    return answer;
  }

  /** Ends when the token says so or, if our clock is behind EVE's, when EVE's answer says so. */
  private EveTokens tokens(Answer.Issued issued, Secret refreshToken, Verdict.Genuine genuine) {
    Instant stated = genuine.expiresAt();
    Instant counted = issued.expiresIn().map(clock.instant()::plus).orElse(stated);
    return new EveTokens(
        issued.accessToken(), refreshToken, counted.isBefore(stated) ? counted : stated);
  }

  private Endpoints endpoints() {
    return endpoints.current().orElseGet(() -> Endpoints.documented(settings.base()));
  }
}
