package dev.evenomad.bootstrap.sandbox.webpush;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a sender is who it says (RFC 8292). */
final class VapidCheck {

  /**
   * Who sent something.
   *
   * @param key the point in base64url
   * @param subject whom to turn to
   */
  record Sender(String key, String subject) {}

  /** That nobody can say who sent something. */
  static final class Unauthorized extends Exception {

    private static final long serialVersionUID = 1L;

    private Unauthorized(String why) {
      super(why);
    }
  }

  private static final Pattern HEADER =
      Pattern.compile("(?i)vapid\\s+t=([\\w.-]+)\\s*,\\s*k=([\\w-]+)=*");
  private static final Pattern SUBJECT = Pattern.compile("mailto:.+@.+|https://.+");
  private static final Duration LONGEST = Duration.ofHours(24);

  private final String audience;
  private final InstantSource machineTime;

  /**
   * @param service the push service; what counts is its origin
   * @param machineTime what senders take the time from, which no test can move
   */
  VapidCheck(URI service, InstantSource machineTime) {
    this.audience = service.getScheme() + "://" + service.getAuthority();
    this.machineTime = machineTime;
  }

  /** Who sent what has that {@code Authorization}. */
  Sender sender(Optional<String> authorization) throws Unauthorized {
    var header = HEADER.matcher(authorization.orElse(""));
    if (!header.matches()) {
      throw new Unauthorized("there is no Authorization: vapid t=…, k=…");
    }
    try {
      var key = P256.publicKey(Base64.getUrlDecoder().decode(header.group(2)));
      var jwt = JWT.decode(header.group(1));
      if (!"ES256".equals(jwt.getAlgorithm())) {
        throw new Unauthorized("the token is not signed with ES256");
      }
      Algorithm.ECDSA256(key, null).verify(jwt);
      if (!List.of(audience).equals(jwt.getAudience())) {
        throw new Unauthorized("the token is not for " + audience);
      }
      var now = machineTime.instant();
      var end = Optional.ofNullable(jwt.getExpiresAtAsInstant()).orElse(Instant.EPOCH);
      if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
        throw new Unauthorized("the token does not end within 24 hours, or has ended");
      }
      var subject = Optional.ofNullable(jwt.getSubject()).orElse("");
      if (!SUBJECT.matcher(subject).matches()) {
        throw new Unauthorized("the token names nobody to turn to");
      }
      return new Sender(header.group(2), subject);
    } catch (JWTVerificationException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Unauthorized("the token is not signed with the key that is given");
    }
  }
}
