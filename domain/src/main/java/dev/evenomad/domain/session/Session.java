package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.SecretDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in device. Its bearer token is replaced now and then; all of them are one family, which
 * ends when one that was replaced turns up later. Holds the digests of its tokens, never a token.
 * Immutable; every verb returns a new value.
 *
 * @param token of the bearer token that is valid now; unique
 * @param replaced the token before it; empty if there was none
 * @param lastUsedAt known to within {@link #USE_PRECISION}
 * @param expiresAt after {@code createdAt}
 * @param version counts the stored changes; 0 if it was never stored
 */
public record Session(
    SessionId id,
    UserId user,
    SecretDigest token,
    Optional<Replaced> replaced,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    Optional<Device> device,
    long version) {

  /** How long a session lasts unless it is refreshed. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  /**
   * For how long after a token was replaced old ones do no harm: answers get lost on phones, and
   * requests with the old token may be under way.
   */
  public static final Duration GRACE = Duration.ofSeconds(60);

  /** Uses that follow each other more closely count as one. */
  public static final Duration USE_PRECISION = Duration.ofMinutes(5);

  public Session {
    if (!expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException("a session expires after it was created");
    }
  }

  /** A new session for the bearer of {@code token}. */
  public static Session open(
      SessionId id, UserId user, SecretDigest token, Optional<Device> device, Instant now) {
    return new Session(id, user, token, Optional.empty(), now, now, now.plus(LIFETIME), device, 0);
  }

  /** What a genuine token of this session is worth at {@code now}. */
  public Standing standing(SecretDigest presented, Instant now) {
    if (!expiresAt.isAfter(now)) {
      return Standing.EXPIRED;
    }
    if (token.equals(presented)) {
      return Standing.CURRENT;
    }
    return replaced
        .filter(before -> before.at().plus(GRACE).isAfter(now))
        .map(before -> before.token().equals(presented) ? Standing.JUST_REPLACED : Standing.LATE)
        .orElse(Standing.REPLAYED);
  }

  /** The same session under a new token, for another full lifetime. */
  public Session refreshed(SecretDigest newToken, Instant now) {
    return new Session(
        id,
        user,
        newToken,
        Optional.of(new Replaced(token, now)),
        createdAt,
        lastUsedAt,
        now.plus(LIFETIME),
        device,
        version);
  }

  /** The same session on that device, or on none. */
  public Session onDevice(Optional<Device> newDevice) {
    return new Session(
        id, user, token, replaced, createdAt, lastUsedAt, expiresAt, newDevice, version);
  }

  /** The same session, last used then. */
  public Session used(Instant at) {
    return new Session(id, user, token, replaced, createdAt, at, expiresAt, device, version);
  }

  /** Whether a use at {@code now} is another one than the last that is known. */
  public boolean isUsedAnew(Instant now) {
    return !lastUsedAt.plus(USE_PRECISION).isAfter(now);
  }

  /** Where pushes for this session go; empty if it takes none. */
  public Optional<PushToken> pushToken() {
    return device.flatMap(Device::pushToken);
  }

  /** The same session without a push token, its device type kept. */
  public Session withoutPushToken() {
    return onDevice(device.map(known -> new Device(known.type(), Optional.empty())));
  }

  /** A token that another one has replaced, and when. */
  public record Replaced(SecretDigest token, Instant at) {}

  /** What a genuine token of a session is worth. */
  public enum Standing {
    /** It acts for the session. */
    CURRENT,
    /** Its successor was issued within the {@link #GRACE}: it may only fetch that. */
    JUST_REPLACED,
    /** It is still older, and within the grace: worth nothing. */
    LATE,
    /** It was replaced, and nobody who owns the session has it any more: somebody else does. */
    REPLAYED,
    /** The session is over. */
    EXPIRED
  }
}
