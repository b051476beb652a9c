package dev.evenomad.application.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that say nothing: HMAC-SHA256 of what they stand for, as 43 characters of base64url. Good
 * where one process serves all sessions: the key is made up here, and after a restart a token whose
 * answer was lost is not issued a second time. What was issued stays valid. Thread-safe.
 */
public final class OpaqueTokens implements TokenIssuer {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  /** With a key of its own. */
  public OpaqueTokens() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  @Override
  public Secret issue(
      SessionId session,
      UserId user,
      Instant issuedAt,
      Instant expiresAt,
      Optional<SecretDigest> replaced) {
    // No part can hold a line break.
    String all =
        String.join(
            "\n",
            session.value(),
            user.value(),
            issuedAt.toString(),
            expiresAt.toString(),
            replaced.map(SecretDigest::hex).orElse(""));
    return Secret.of(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(sign(all.getBytes(StandardCharsets.UTF_8))));
  }

  private byte[] sign(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
