package dev.evenomad.bootstrap.sandbox.sso;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Issues access tokens as EVE SSO does, and checks them as ESI does. Thread-safe. */
final class AccessTokens {

  static final String ISSUER = "https://login.eveonline.com";

  private static final String AUDIENCE = "EVE Online";
  private static final Duration LIFE = Duration.ofMinutes(20);
  private static final Set<String> ACCEPTED_ISSUERS =
      Set.of(ISSUER, ISSUER + "/", "login.eveonline.com");
  private static final String SUBJECT = "CHARACTER:EVE:";
  private static final int MOST_KNOWN = 50_000;

  /** Whom a token speaks for until when. */
  private record Known(Bearer bearer, Instant expiresAt) {}

  /** Tokens whose signature has been checked, which takes longer than all the rest of a call. */
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private final WorldClock clock;
  private final SigningKeys keys;
  private final String clientId;

  AccessTokens(WorldClock clock, SigningKeys keys, String clientId) {
    this.clock = clock;
    this.keys = keys;
    this.clientId = clientId;
  }

  /** When a token that is issued now expires. */
  Instant expiry() {
    return now().plus(LIFE);
  }

  /** A token for {@code pilot}, with the quirk if one is given. */
  String issue(Pilot pilot, List<String> scopes, Optional<TokenQuirk> quirk) {
    var claims = claims(pilot, scopes);
    if (quirk.isEmpty()) {
      return sign(claims, keys.current());
    }
    return switch (quirk.get()) {
      case ES256 -> sign(claims, keys.elliptic());
      case ISSUER_WITH_SLASH -> sign(claims.withIssuer(ISSUER + "/"), keys.current());
      case ISSUER_WITHOUT_SCHEME -> sign(claims.withIssuer("login.eveonline.com"), keys.current());
      case EXPIRED -> {
        var end = now().minus(Duration.ofMinutes(5));
        yield sign(claims.withIssuedAt(end.minus(LIFE)).withExpiresAt(end), keys.current());
      }
      case WRONG_ISSUER -> sign(claims.withIssuer("https://login.example.com"), keys.current());
      case WRONG_AUDIENCE ->
          sign(claims.withAudience("another-application", AUDIENCE), keys.current());
      case INCOMPLETE_AUDIENCE -> sign(claims.withAudience(clientId), keys.current());
      case WRONG_SUBJECT ->
          sign(claims.withSubject("CORPORATION:EVE:" + pilot.characterId()), keys.current());
      case ALG_NONE -> claims.withKeyId(keys.current().id()).sign(Algorithm.none());
      case HMAC_WITH_PUBLIC_KEY -> signWithPublicKey(claims);
      case TAMPERED -> tamper(sign(claims, keys.current()));
      case UNPUBLISHED_KEY -> sign(claims, SigningKeys.unpublished("unpublished-key"));
      case FORGED_SIGNATURE -> sign(claims, SigningKeys.unpublished(keys.current().id()));
    };
  }

  private JWTCreator.Builder claims(Pilot pilot, List<String> scopes) {
    var now = now();
    var claims =
        JWT.create()
            .withJWTId(UUID.randomUUID().toString())
            .withSubject(SUBJECT + pilot.characterId())
            .withClaim("azp", clientId)
            .withClaim("tenant", "tranquility")
            .withClaim("tier", "live")
            .withClaim("region", "world")
            .withAudience(clientId, AUDIENCE)
            .withClaim("name", pilot.name())
            .withClaim("owner", pilot.ownerHash())
            .withIssuedAt(now)
            .withExpiresAt(now.plus(LIFE))
            .withIssuer(ISSUER);
    return switch (scopes.size()) {
      case 0 -> claims;
      case 1 -> claims.withClaim("scp", scopes.getFirst());
      default -> claims.withArrayClaim("scp", scopes.toArray(String[]::new));
    };
  }

  private static String sign(JWTCreator.Builder claims, SigningKeys.Key key) {
    return claims.withKeyId(key.id()).withClaim("kid", key.id()).sign(key.algorithm());
  }

  private String signWithPublicKey(JWTCreator.Builder claims) {
    var secret = keys.current().publicKey().getEncoded();
    return claims.withKeyId(keys.current().id()).sign(Algorithm.HMAC256(secret));
  }

  private static String tamper(String token) {
    var parts = token.split("\\.", -1);
    var decoder = Base64.getUrlDecoder();
    var payload = new String(decoder.decode(parts[1]), StandardCharsets.UTF_8);
    var changed = payload.replace(SUBJECT, SUBJECT + "1");
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }

  /** The bearer of a token, or empty when the token is not good. */
  Optional<Bearer> bearer(String token) {
    var checked = Optional.ofNullable(known.get(token)).or(() -> check(token));
    return checked.filter(good -> good.expiresAt().isAfter(clock.instant())).map(Known::bearer);
  }

  /** Checks every token again, as there are other keys. */
  void forget() {
    known.clear();
  }

  private Optional<Known> check(String token) {
    try {
      var jwt = JWT.decode(token);
      var key = Optional.ofNullable(jwt.getKeyId()).flatMap(keys::find);
      if (key.isEmpty() || !key.get().algorithm().getName().equals(jwt.getAlgorithm())) {
        return Optional.empty();
      }
      key.get().algorithm().verify(jwt);
      if (!isGood(jwt)) {
        return Optional.empty();
      }
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      var good = new Known(bearer(jwt), jwt.getExpiresAtAsInstant());
      known.put(token, good);
      return Optional.of(good);
    } catch (JWTDecodeException | SignatureVerificationException | NumberFormatException bad) {
      return Optional.empty();
    }
  }

  private boolean isGood(DecodedJWT jwt) {
    var expiresAt = Optional.ofNullable(jwt.getExpiresAtAsInstant()).orElse(Instant.MIN);
    var audience = Optional.ofNullable(jwt.getAudience()).orElse(List.of());
    return expiresAt.isAfter(clock.instant())
        && ACCEPTED_ISSUERS.contains(Optional.ofNullable(jwt.getIssuer()).orElse(""))
        && audience.containsAll(List.of(clientId, AUDIENCE))
        && Optional.ofNullable(jwt.getSubject()).orElse("").startsWith(SUBJECT);
  }

  private static Bearer bearer(DecodedJWT jwt) {
    var scp = jwt.getClaim("scp");
    var several = Optional.ofNullable(scp.asList(String.class));
    var one = Optional.ofNullable(scp.asString()).map(List::of);
    return new Bearer(
        Long.parseLong(jwt.getSubject().substring(SUBJECT.length())),
        Set.copyOf(several.or(() -> one).orElse(List.of())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
