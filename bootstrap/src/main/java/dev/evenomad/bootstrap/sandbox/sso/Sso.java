package dev.evenomad.bootstrap.sandbox.sso;

import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** What the simulated SSO remembers and how it behaves. Thread-safe. */
public final class Sso {

  private final String clientId;
  private final String clientSecret;
  private final Set<String> firstCallbacks;
  private final Set<String> callbacks;
  private final Queue<TokenQuirk> quirks = new ArrayDeque<>();
  private final Pilots pilots;
  private final Grants grants;
  private final SigningKeys keys = new SigningKeys();
  private final AccessTokens accessTokens;

  /**
   * @param callbacks the redirect URIs the one registered application may use
   */
  public Sso(
      WorldClock clock, Pilots pilots, String clientId, String clientSecret, List<URI> callbacks) {
    this.pilots = pilots;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.firstCallbacks = new LinkedHashSet<>(callbacks.stream().map(URI::toString).toList());
    this.callbacks = new LinkedHashSet<>(firstCallbacks);
    this.grants = new Grants(clock, pilots);
    this.accessTokens = new AccessTokens(clock, keys, clientId);
  }

  /** The id of the registered application. */
  public String clientId() {
    return clientId;
  }

  /** The redirect URIs the application may use; compared character by character. */
  public synchronized List<String> callbacks() {
    return List.copyOf(callbacks);
  }

  /** Registers one more redirect URI. */
  public synchronized void registerCallback(URI callback) {
    if (!callback.isAbsolute() || callback.getFragment() != null) {
      throw Refusal.invalid(
          "the callback " + callback + " is not an absolute URI without fragment",
          "give one such as http://127.0.0.1:8080/callback or myapp://callback");
    }
    callbacks.add(callback.toString());
  }

  /** What happens to refresh tokens that are used. */
  public RefreshRotation rotation() {
    return grants.rotation();
  }

  /** Changes what happens to refresh tokens that are used. */
  public void rotation(RefreshRotation mode) {
    grants.rotation(mode);
  }

  /**
   * Signs with a new RSA key from now on.
   *
   * @param keyId its id, by default a new one; a published id is taken over
   * @param keepOld whether earlier keys stay in the JWKS document
   * @return the id of the new key
   */
  public String rotateKey(Optional<String> keyId, boolean keepOld) {
    var rotated = keys.rotate(keyId, keepOld).id();
    accessTokens.forget();
    return rotated;
  }

  /** Lets the next {@code times} token responses carry an access token with this quirk. */
  public synchronized void nextTokens(TokenQuirk quirk, int times) {
    if (times < 1 || times > 1000) {
      throw Refusal.invalid("times cannot be " + times, "give a number from 1 to 1000");
    }
    for (var i = 0; i < times; i++) {
      quirks.add(quirk);
    }
  }

  /**
   * Ends what the player of this character allowed the application. Access tokens already issued
   * stay good until they expire.
   *
   * @return how many refresh tokens died
   */
  public int revokeGrants(long characterId) {
    pilots.get(characterId);
    return grants.revokeAll(characterId);
  }

  /** The scopes of each refresh token of a character that still works. */
  public List<List<String>> grants(long characterId) {
    return grants.alive(characterId);
  }

  /**
   * Lets the players of characters allow the application {@code scopes}, and the application redeem
   * that, without a browser. If one cannot, nobody does.
   *
   * @param scopes at least one, each known
   * @return in the order of {@code characterIds}
   */
  public List<Granted> grant(List<Long> characterIds, List<String> scopes) {
    if (scopes.isEmpty()) {
      throw Refusal.invalid("there is no scope", "name one, such as esi-skills.read_skills.v1");
    }
    for (var scope : scopes) {
      if (!Scopes.KNOWN.contains(scope)) {
        throw Refusal.invalid(
            "there is no scope " + scope, "use one such as esi-skills.read_skills.v1");
      }
    }
    var players = characterIds.stream().map(pilots::get).toList();
    for (var pilot : players) {
      if (pilot.profile().biomassed()) {
        throw Refusal.conflict(pilot.name() + " has been deleted", "choose another pilot");
      }
    }
    // Signing takes most of the time.
    return players.parallelStream().map(pilot -> grant(pilot, scopes)).toList();
  }

  private Granted grant(Pilot pilot, List<String> scopes) {
    var grant = new Grant(pilot.characterId(), pilot.ownerHash(), scopes);
    return new Granted(
        pilot, grants.issueRefreshToken(grant), accessToken(grant), accessTokens.expiry());
  }

  /** For whom an access token speaks, or empty when ESI would not accept it. */
  public Optional<Bearer> bearer(String accessToken) {
    return accessTokens.bearer(accessToken);
  }

  /** Forgets every grant and returns to the first behaviour, callbacks and key. */
  public synchronized void reset() {
    callbacks.clear();
    callbacks.addAll(firstCallbacks);
    quirks.clear();
    grants.clear();
    keys.reset();
    accessTokens.forget();
  }

  Grants grants() {
    return grants;
  }

  SigningKeys keys() {
    return keys;
  }

  boolean isSecret(String presented) {
    return clientSecret.equals(presented);
  }

  String accessToken(Grant grant) {
    var pilot =
        pilots
            .find(grant.characterId())
            // Sold since the grant was looked at: the buyer's hash must not go to the seller.
            .filter(owned -> owned.ownerHash().equals(grant.ownerHash()))
            .orElseThrow(() -> OAuthError.invalidGrant("Character grant missing/expired."));
    return accessTokens.issue(pilot, grant.scopes(), nextQuirk());
  }

  private synchronized Optional<TokenQuirk> nextQuirk() {
    return Optional.ofNullable(quirks.poll());
  }
}
