package dev.evenomad.domain.secret;

/**
 * A source of unguessable secrets. Implementations are thread-safe and draw from a
 * cryptographically strong generator.
 */
@FunctionalInterface
public interface Secrets {

  /**
   * A new secret of 256 random bits as 43 characters of unpadded base64url, fit for a URL, an OAuth
   * state, a one-time code or a PKCE verifier (RFC 7636, section 4.1).
   */
  Secret next();

  /** Secrets of the strong generator that this JVM prefers. */
  static Secrets random() {
    return new RandomSecrets();
  }
}
