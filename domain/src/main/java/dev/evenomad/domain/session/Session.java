package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.SecretDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in device. Holds the digest of its token, never the token. Immutable; every verb returns
 * a new value.
 *
 * @param token of the bearer token that is valid now; unique
 * @param expiresAt after {@code createdAt}
 * @param version counts the stored changes; 0 if it was never stored
 */
public record Session(
    SessionId id,
    UserId user,
    SecretDigest token,
    Instant createdAt,
    Instant expiresAt,
    Optional<Device> device,
    long version) {

  /** How long a session lasts unless it is refreshed. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  public Session {
    if (!expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException("a session expires after it was created");
    }
  }

  /** A new session for the bearer of {@code token}. */
  public static Session open(
      SessionId id, UserId user, SecretDigest token, Optional<Device> device, Instant now) {
    return new Session(id, user, token, now, now.plus(LIFETIME), device, 0);
  }

  /** Whether {@code presented} may act for this session at {@code now}. */
  public boolean admits(SecretDigest presented, Instant now) {
    return expiresAt.isAfter(now) && token.equals(presented);
  }

  /** The same session under a new token, for another full lifetime; the old token dies. */
  public Session refreshed(SecretDigest newToken, Instant now) {
    return new Session(id, user, newToken, createdAt, now.plus(LIFETIME), device, version);
  }

  /** The same session on that device, or on none. */
  public Session onDevice(Optional<Device> newDevice) {
    return new Session(id, user, token, createdAt, expiresAt, newDevice, version);
  }

  /** Where pushes for this session go; empty if it takes none. */
  public Optional<PushToken> pushToken() {
    return device.flatMap(Device::pushToken);
  }

  /** The same session without a push token, its device type kept. */
  public Session withoutPushToken() {
    return onDevice(device.map(known -> new Device(known.type(), Optional.empty())));
  }
}
