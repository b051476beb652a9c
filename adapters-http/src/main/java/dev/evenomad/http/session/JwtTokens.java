package dev.evenomad.http.session;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.evenomad.application.session.GenuineToken;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The bearer tokens of sessions: JSON Web Tokens (RFC 7519), signed with HS256, whose {@code jti}
 * is the session and whose {@code sub} is the user. Those of the original backend, which had the
 * same issuer, audience and algorithm, go on working under its secret until they expire; they name
 * a {@code userId} and no session. A valid one still needs its session to act for it. Thread-safe.
 */
public final class JwtTokens implements TokenIssuer {

  private static final String ISSUER = "eve-nomad-api";
  private static final String AUDIENCE = "eve-nomad-app";

  /** Makes successors of different tokens differ, even in the same second. */
  private static final String NONCE = "nonce";

  /** Of the digest of the token before; enough that no two of a session are the same. */
  private static final int NONCE_DIGITS = 32;

  /** Whom the tokens of the original backend name, in place of {@code sub} and {@code jti}. */
  private static final String ORIGINAL_USER = "userId";

  /** As many as SHA-256 has: RFC 7518, section 3.2. */
  private static final int MIN_SECRET_BYTES = 32;

  private final Algorithm signature;
  private final List<JWTVerifier> verifiers;

  /**
   * Signs with the first secret and accepts what any of them signed, so that a new secret can be
   * put in front without signing anybody out; the old one can go once a token's lifetime has
   * passed.
   *
   * @param secrets at least one; each of at least 32 bytes in UTF-8
   * @param clock says which tokens have expired
   * @throws IllegalArgumentException if there is no secret, or one is too short
   */
  public JwtTokens(List<Secret> secrets, Clock clock) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("signing session tokens needs at least one JWT secret");
    }
    List<Algorithm> algorithms = secrets.stream().map(JwtTokens::algorithm).toList();
    this.signature = algorithms.getFirst();
    this.verifiers = algorithms.stream().map(algorithm -> verifier(algorithm, clock)).toList();
  }

  private static Algorithm algorithm(Secret secret) {
    byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
    if (key.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "a JWT secret needs at least %d bytes, but one has %d; to make one: openssl rand -base64 48"
              .formatted(MIN_SECRET_BYTES, key.length));
    }
    return Algorithm.HMAC256(key);
  }

  private static JWTVerifier verifier(Algorithm algorithm, Clock clock) {
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(algorithm)
                .withIssuer(ISSUER)
                .withAudience(AUDIENCE)
                // The clock of the server that issued it may be a little ahead of ours.
                .ignoreIssuedAt();
    return verification.build(clock);
  }

  @Override
  public Secret issue(
      SessionId session,
      UserId user,
      Instant issuedAt,
      Instant expiresAt,
      Optional<SecretDigest> replaced) {
    JWTCreator.Builder claims =
        JWT.create()
            .withIssuer(ISSUER)
            .withAudience(AUDIENCE)
            .withSubject(user.value())
            .withJWTId(session.value())
            .withIssuedAt(issuedAt)
            .withExpiresAt(expiresAt);
    replaced.ifPresent(before -> claims.withClaim(NONCE, before.hex().substring(0, NONCE_DIGITS)));
    return Secret.of(claims.sign(signature));
  }

  /** What {@code token} says; empty unless it is genuine, for us and has not expired. */
  Optional<GenuineToken> verify(Secret token) {
    for (JWTVerifier verifier : verifiers) {
      try {
        return read(token, verifier.verify(token.reveal()));
      } catch (JWTVerificationException | IllegalArgumentException notByThisSecret) {
        // Perhaps by the next one.
      }
    }
    return Optional.empty();
  }

  private static Optional<GenuineToken> read(Secret token, DecodedJWT claims) {
    // The verifier lets a token pass that never expires.
    if (claims.getExpiresAt() == null) {
      return Optional.empty();
    }
    Optional<SessionId> session = Optional.ofNullable(claims.getId()).map(SessionId::new);
    return Optional.ofNullable(
            session.isPresent() ? claims.getSubject() : claims.getClaim(ORIGINAL_USER).asString())
        .map(user -> new GenuineToken(token, new UserId(user), session));
  }
}
