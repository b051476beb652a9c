package dev.evenomad.esi.sso;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.IncorrectClaimException;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.MissingClaimException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.text.WellFormedText;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates access tokens: signed with RS256 or ES256 by a key that EVE publishes, issued by EVE
 * for this application, in force now, and about a character. What is said of a refused token never
 * quotes it. Thread-safe.
 */
final class AccessTokens {

  /** For clocks that differ. */
  private static final long LEEWAY_SECONDS = 30;

  /** Stands in every token's audience, beside the client id. */
  private static final String EVE_ONLINE = "EVE Online";

  private static final Pattern CHARACTER = Pattern.compile("CHARACTER:EVE:([0-9]{1,19})");

  private final CachedDocument<SigningKeys> keys;
  private final String clientId;
  private final String[] issuers;
  private final Clock clock;

  AccessTokens(CachedDocument<SigningKeys> keys, SsoSettings settings, InstantSource clock) {
    this.keys = keys;
    this.clientId = settings.clientId();
    this.issuers = settings.issuers().toArray(String[]::new);
    this.clock = clock.withZone(ZoneOffset.UTC);
  }

  /** Whether there are keys to validate with. To be asked before a code or token is spent. */
  boolean ready() {
    return keys.current().isPresent();
  }

  Verdict validate(String token) {
    try {
      DecodedJWT claimed = JWT.decode(token);
      String keyId = claimed.getKeyId();
      String algorithm = claimed.getAlgorithm();
      if (keyId == null || algorithm == null) {
        return new Verdict.Untrusted("the token does not name its key");
      }
      if (!algorithm.equals("RS256") && !algorithm.equals("ES256")) {
        return new Verdict.Untrusted("the token is not signed with RS256 or ES256");
      }
      Optional<Algorithm> key = find(keyId, algorithm);
      if (key.isEmpty()) {
        if (!keys.renew()) {
          return new Verdict.Undecided("the keys of EVE SSO cannot be read");
        }
        key = find(keyId, algorithm);
      }
      return key.isPresent()
          ? genuine(verify(token, key.get()))
          : new Verdict.Untrusted("the token's key is not one of EVE's");
    } catch (JWTDecodeException e) {
      return new Verdict.Untrusted("the token is not a JWT");
    } catch (TokenExpiredException e) {
      return new Verdict.Untrusted("the token has expired");
    } catch (IncorrectClaimException e) {
      return new Verdict.Untrusted("the token's claim " + e.getClaimName() + " is wrong");
    } catch (MissingClaimException e) {
      return new Verdict.Untrusted("the token's claim " + e.getClaimName() + " is missing");
    } catch (JWTVerificationException e) {
      return new Verdict.Untrusted("the token's signature is wrong");
    } catch (IllegalArgumentException e) {
      return new Verdict.Untrusted("a claim of the token is not what EVE promises");
    }
  }

  private Optional<Algorithm> find(String keyId, String algorithm) {
    return keys.current().flatMap(known -> known.find(keyId, algorithm));
  }

  private DecodedJWT verify(String token, Algorithm key) {
    var requirements =
        (JWTVerifier.BaseVerification)
            JWT.require(key)
                .withIssuer(issuers)
                .withAudience(clientId, EVE_ONLINE)
                .acceptLeeway(LEEWAY_SECONDS);
    return requirements.build(clock).verify(token);
  }

  private static Verdict genuine(DecodedJWT token) {
    Matcher subject = CHARACTER.matcher(text(token, "sub"));
    if (!subject.matches()) {
      return new Verdict.Untrusted("the token is not about a character");
    }
    // Verified only if they are there.
    required(token.getIssuedAtAsInstant(), "iat");
    return new Verdict.Genuine(
        new EveIdentity(
            new CharacterId(Long.parseLong(subject.group(1))),
            new CharacterName(WellFormedText.repaired(text(token, "name"))),
            new OwnerHash(text(token, "owner")),
            scopes(token.getClaim("scp"))),
        required(token.getExpiresAtAsInstant(), "exp"));
  }

  private static String text(DecodedJWT token, String claim) {
    return required(token.getClaim(claim).asString(), claim);
  }

  private static <T> T required(@Nullable T value, String claim) {
    if (value == null) {
      throw new MissingClaimException(claim);
    }
    return value;
  }

  /** A list, a text if there is one scope only, nothing if there is none. */
  private static Scopes scopes(Claim claim) {
    if (claim.isMissing() || claim.isNull()) {
      return Scopes.NONE;
    }
    String text = claim.asString();
    if (text != null) {
      return Scopes.parse(text);
    }
    List<String> list = claim.asList(String.class);
    if (list == null) {
      throw new IllegalArgumentException("scp is neither a list nor a text");
    }
    return Scopes.of(list.stream().map(Scope::new).toList());
  }

  /** What is to be thought of a token. */
  sealed interface Verdict {
    /** It is EVE's, for us, and in force. */
    record Genuine(EveIdentity identity, Instant expiresAt) implements Verdict {}

    /** It is not. */
    record Untrusted(String why) implements Verdict {}

    /** It could not be checked. */
    record Undecided(String why) implements Verdict {}
  }
}
