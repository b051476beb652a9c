package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.TokenIssuer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Issues tokens that name their session and count up, without any signature. Thread-safe. */
public final class FakeTokenIssuer implements TokenIssuer {

  private final AtomicLong last = new AtomicLong();

  /** The first token will be number 1. */
  public FakeTokenIssuer() {}

  @Override
  public Secret issue(SessionId session, UserId user, Instant issuedAt, Instant expiresAt) {
    return Secret.of("token-" + last.incrementAndGet() + "." + session + "." + user);
  }
}
