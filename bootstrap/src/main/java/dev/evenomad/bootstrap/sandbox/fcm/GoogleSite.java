package dev.evenomad.bootstrap.sandbox.fcm;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import dev.evenomad.bootstrap.sandbox.web.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The simulated oauth2.googleapis.com: gives the service account access tokens. */
public final class GoogleSite implements Site {

  private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** Stays Google's own, wherever the token endpoint is. */
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

  private static final Set<String> SCOPES =
      Set.of(
          "https://www.googleapis.com/auth/firebase.messaging",
          "https://www.googleapis.com/auth/cloud-platform");
  private static final Duration LONGEST = Duration.ofHours(1);

  private final PushService push;
  private final ServiceAccount account;
  private final WorldClock clock;
  private final InstantSource machineTime;

  /**
   * @param machineTime what Google's client library takes the time from, which no test can move
   */
  public GoogleSite(
      PushService push, ServiceAccount account, WorldClock clock, InstantSource machineTime) {
    this.push = push;
    this.account = account;
    this.clock = clock;
    this.machineTime = machineTime;
  }

  @Override
  public Response handle(Request request) {
    if (!request.path().equals("/token")) {
      return refused(404, "not_found", "There is nothing at " + request.path() + ".");
    }
    if (!request.method().equals("POST")) {
      return refused(405, "invalid_request", "Use POST.").with("Allow", "POST");
    }
    var form = request.form().orElse(Map.of());
    if (!GRANT_TYPE.equals(form.get("grant_type"))) {
      return refused(400, "unsupported_grant_type", "Invalid grant_type");
    }
    return objection(form.getOrDefault("assertion", "")).orElseGet(this::token);
  }

  @Override
  public Response failing(Request request, int status) {
    var error =
        switch (status) {
          case 401 -> "invalid_client";
          case 403 -> "unauthorized_client";
          case 429 -> "rate_limit_exceeded";
          default -> status < 500 ? "invalid_grant" : "internal_failure";
        };
    return refused(status, error, "Try again later.");
  }

  private Response token() {
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", push.issueAccessToken());
    body.put("expires_in", PushService.ACCESS_TOKEN_LIFE.toSeconds());
    body.put("token_type", "Bearer");
    return Response.json(200, body).with("Cache-Control", "private");
  }

  /** What is wrong with an assertion. */
  private Optional<Response> objection(String assertion) {
    try {
      var jwt = JWT.decode(assertion);
      if (!account.email().equals(jwt.getIssuer())) {
        return Optional.of(invalidGrant("Invalid grant: account not found"));
      }
      if (!"RS256".equals(jwt.getAlgorithm())) {
        return Optional.of(invalidGrant("Invalid JWT Signature."));
      }
      Algorithm.RSA256(account.publicKey(), null).verify(jwt);
      if (!List.of(AUDIENCE).equals(jwt.getAudience())) {
        return Optional.of(invalidGrant("Invalid JWT: Failed audience check."));
      }
      if (!isShortLived(jwt)) {
        return Optional.of(
            invalidGrant(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable"
                    + " timeframe. Check your iat and exp values in the JWT claim."));
      }
      var scopes = Optional.ofNullable(jwt.getClaim("scope").asString()).orElse("").split(" ", -1);
      return Arrays.stream(scopes).anyMatch(SCOPES::contains)
          ? Optional.empty()
          : Optional.of(
              refused(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided."));
    } catch (JWTDecodeException malformed) {
      return Optional.of(refused(400, "invalid_request", "Could not parse JWT."));
    } catch (SignatureVerificationException forged) {
      return Optional.of(invalidGrant("Invalid JWT Signature."));
    }
  }

  private boolean isShortLived(DecodedJWT jwt) {
    var issued = Optional.ofNullable(jwt.getIssuedAtAsInstant()).orElse(Instant.EPOCH);
    var expires = Optional.ofNullable(jwt.getExpiresAtAsInstant()).orElse(Instant.EPOCH);
    // A client whose own clock cannot be moved is not to blame for a moved one here.
    var now = earlier(clock.realInstant(), machineTime.instant());
    return expires.isAfter(issued)
        && Duration.between(issued, expires).compareTo(LONGEST) <= 0
        && expires.isAfter(now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Response invalidGrant(String description) {
    return refused(400, "invalid_grant", description);
  }

  private static Response refused(int status, String error, String description) {
    var body = new LinkedHashMap<String, String>();
    body.put("error", error);
    body.put("error_description", description);
    return Response.json(status, body);
  }
}
