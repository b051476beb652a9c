package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Authorization codes and refresh tokens. Thread-safe. */
final class Grants {

  private static final Duration CODE_LIFE = Duration.ofMinutes(5);

  /**
   * A code that waits to be redeemed.
   *
   * @param challenge PKCE S256 challenge, empty when the request had none
   */
  private record Code(Grant grant, Optional<String> challenge, Instant issuedAt) {}

  /** A grant with the refresh token that now stands for it. */
  record Renewed(Grant grant, String refreshToken) {}

  private final WorldClock clock;
  private final Pilots pilots;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Grant> refreshTokens = new HashMap<>();
  private final Map<Long, Set<String>> tokensByCharacter = new HashMap<>();
  private RefreshRotation rotation = RefreshRotation.SAME;

  Grants(WorldClock clock, Pilots pilots) {
    this.clock = clock;
    this.pilots = pilots;
  }

  synchronized String issueCode(Pilot pilot, List<String> scopes, Optional<String> challenge) {
    var code = RandomText.code();
    var grant = new Grant(pilot.characterId(), pilot.ownerHash(), scopes);
    codes.values().removeIf(this::isStale);
    codes.put(code, new Code(grant, challenge, clock.instant()));
    return code;
  }

  /**
   * Takes a code back; it is spent even if the verifier is wrong.
   *
   * @param authenticated whether the client has shown its secret; else only PKCE proves who asks
   */
  synchronized Grant redeem(String text, Optional<String> verifier, boolean authenticated) {
    var code = Optional.ofNullable(codes.remove(text)).filter(found -> !isStale(found));
    if (code.isEmpty() || !isAlive(code.get().grant())) {
      throw OAuthError.invalidGrant("Invalid authorization code. Code missing/expired.");
    }
    var challenge = code.get().challenge();
    if (challenge.isEmpty() && !authenticated) {
      throw OAuthError.invalidClient();
    }
    if (challenge.isPresent() && verifier.isEmpty()) {
      throw OAuthError.invalidRequest("The code_verifier is missing.");
    }
    if (challenge.isPresent() && !challenge.equals(verifier.map(Grants::s256))) {
      throw OAuthError.invalidGrant("The code_verifier does not match the code_challenge.");
    }
    return code.get().grant();
  }

  /**
   * A refresh token for a grant just made. The character's earlier tokens with other scopes die,
   * those with the same scopes stay.
   */
  synchronized String issueRefreshToken(Grant grant) {
    for (var token : tokens(grant.characterId())) {
      var earlier = refreshTokens.get(token);
      if (earlier != null && !Set.copyOf(earlier.scopes()).equals(Set.copyOf(grant.scopes()))) {
        revoke(token);
      }
    }
    var token = RandomText.refreshToken();
    put(token, grant);
    return token;
  }

  /**
   * Uses a refresh token.
   *
   * @param scopes what the access token shall be for, none for all that was granted
   */
  synchronized Renewed refresh(String token, List<String> scopes) {
    var grant = Optional.ofNullable(refreshTokens.get(token));
    if (grant.isEmpty()) {
      throw OAuthError.invalidGrant("Invalid refresh token. Token missing/expired.");
    }
    if (!isAlive(grant.get())) {
      throw OAuthError.invalidGrant("Invalid refresh token. Character grant missing/expired.");
    }
    var granted = grant.get();
    for (var scope : scopes) {
      if (!granted.scopes().contains(scope)) {
        throw OAuthError.invalidScope(scope);
      }
    }
    var next = token;
    if (rotation == RefreshRotation.NEW) {
      revoke(token);
      next = RandomText.refreshToken();
      put(next, granted);
    }
    return new Renewed(scopes.isEmpty() ? granted : granted.narrowedTo(scopes), next);
  }

  /** Ends a refresh token; one that is not known is ignored. */
  synchronized void revoke(String token) {
    Optional.ofNullable(refreshTokens.remove(token))
        .map(Grant::characterId)
        .map(tokensByCharacter::get)
        .ifPresent(tokens -> tokens.remove(token));
  }

  /**
   * Ends every refresh token and code of a character; the tokens then name the grant as missing.
   */
  synchronized int revokeAll(long characterId) {
    codes.values().removeIf(code -> code.grant().characterId() == characterId);
    var ended = 0;
    for (var token : tokens(characterId)) {
      var grant = refreshTokens.get(token);
      if (grant != null && isAlive(grant)) {
        refreshTokens.put(token, new Grant(characterId, "", grant.scopes()));
        ended++;
      }
    }
    return ended;
  }

  /** The scopes of each refresh token of a character that still works. */
  synchronized List<List<String>> alive(long characterId) {
    return tokens(characterId).stream()
        .map(refreshTokens::get)
        .filter(Objects::nonNull)
        .filter(this::isAlive)
        .map(Grant::scopes)
        .toList();
  }

  private List<String> tokens(long characterId) {
    return List.copyOf(tokensByCharacter.getOrDefault(characterId, Set.of()));
  }

  private void put(String token, Grant grant) {
    refreshTokens.put(token, grant);
    tokensByCharacter.computeIfAbsent(grant.characterId(), id -> new LinkedHashSet<>()).add(token);
  }

  synchronized RefreshRotation rotation() {
    return rotation;
  }

  synchronized void rotation(RefreshRotation mode) {
    rotation = mode;
  }

  synchronized void clear() {
    codes.clear();
    refreshTokens.clear();
    tokensByCharacter.clear();
    rotation = RefreshRotation.SAME;
  }

  private boolean isStale(Code code) {
    return !clock.instant().isBefore(code.issuedAt().plus(CODE_LIFE));
  }

  private boolean isAlive(Grant grant) {
    return pilots
        .find(grant.characterId())
        .filter(pilot -> !pilot.profile().biomassed())
        .filter(pilot -> pilot.ownerHash().equals(grant.ownerHash()))
        .isPresent();
  }

  private static String s256(String verifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
