package dev.evenomad.domain.session;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The open sessions. One push token lives in one session: storing it in another takes it from the
 * one before. Implementations are thread-safe and join transactions.
 */
public interface Sessions {

  /** The session with that id, expired or not; empty if there is none. */
  Optional<Session> find(SessionId id);

  /**
   * The session whose bearer token, or the one before it, has that digest, expired or not; empty if
   * there is none.
   */
  Optional<Session> findByToken(SecretDigest token);

  /** A user's sessions that are not expired at {@code now}, the newest first. */
  List<Session> ofUser(UserId user, Instant now);

  /** Those of the sessions that are there and not expired at {@code now}. */
  Set<SessionId> open(Set<SessionId> sessions, Instant now);

  /**
   * Stores a new session.
   *
   * @throws ConflictException at the latest when the transaction commits, if its id or token is
   *     taken or its user does not exist
   */
  void add(Session session);

  /**
   * Stores a changed session if its version is still the stored one; at most once per transaction.
   * When it was last used is not changed by that.
   *
   * @throws ConflictException at the latest when the transaction commits, if another writer won or
   *     the session is gone
   */
  void save(Session session);

  /**
   * Forgets the push token of a session if it is still {@code token}; a token that the device
   * registered meanwhile stays.
   *
   * @return whether it was forgotten
   */
  boolean clearPushToken(SessionId id, PushToken token);

  /**
   * Notes that a session is used at {@code now}, unless the last use that is known is less than
   * {@link Session#USE_PRECISION} ago, or another transaction is changing the session: so nobody
   * waits for it, and of many at once one writes. Its version stays.
   *
   * @return whether it was noted
   */
  boolean noteUse(SessionId id, Instant now);

  /**
   * Ends a session of that user.
   *
   * @return whether there was one; one of somebody else is none
   */
  boolean remove(UserId user, SessionId id);

  /**
   * Ends all sessions of a user.
   *
   * @param except that one stays
   * @return how many ended
   */
  int removeAll(UserId user, Optional<SessionId> except);

  /**
   * Removes sessions that are expired at {@code now}, the earliest first, except those that another
   * transaction is changing.
   *
   * @param limit at most so many, positive
   * @return how many
   */
  int removeExpired(Instant now, int limit);
}
