package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import java.time.Instant;
import java.util.Optional;

/**
 * Issues tokens that say everything that they are made from, without any signature. Thread-safe.
 */
public final class FakeTokenIssuer implements TokenIssuer {

  /** As good as any other. */
  public FakeTokenIssuer() {}

  @Override
  public Secret issue(
      SessionId session,
      UserId user,
      Instant issuedAt,
      Instant expiresAt,
      Optional<SecretDigest> replaced) {
    return Secret.of(
        "token.%s.%s.%d.%d.%s"
            .formatted(
                session,
                user,
                issuedAt.getEpochSecond(),
                expiresAt.getEpochSecond(),
                replaced.map(SecretDigest::hex).orElse("first")));
  }
}
