package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two sessions that take the same push token at the same moment meet at its unique index; the one
 * that comes second is run again, and then finds the token where the first one put it.
 */
final class EclipseLinkSessions implements Sessions {

  private static final String OPEN = "SELECT id FROM session WHERE id = ANY (?) AND expires_at > ?";

  private final EclipseLinkTransactions transactions;

  EclipseLinkSessions(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(SessionRow.class, id.value()))
                .map(SessionRow::toDomain));
  }

  @Override
  public Optional<Session> findByToken(SecretDigest token) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT s FROM SessionRow s WHERE s.token = :token OR s.previousToken = :token",
                    SessionRow.class)
                .setParameter("token", token.hex())
                .getResultStream()
                .map(SessionRow::toDomain)
                .findAny());
  }

  @Override
  public List<Session> ofUser(UserId user, Instant now) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT s FROM SessionRow s WHERE s.userId = :user AND s.expiresAt > :now"
                        + " ORDER BY s.createdAt DESC, s.id DESC",
                    SessionRow.class)
                .setParameter("user", user.value())
                .setParameter("now", now)
                .getResultStream()
                .map(SessionRow::toDomain)
                .toList());
  }

  @Override
  public Set<SessionId> open(Set<SessionId> sessions, Instant now) {
    // There may be thousands, which would each be a parameter of a query.
    return Set.copyOf(
        transactions.query(
            OPEN,
            row -> new SessionId(row.getString(1)),
            sessions.stream().map(SessionId::value).toArray(String[]::new),
            now.atOffset(ZoneOffset.UTC)));
  }

  @Override
  public void add(Session session) {
    transactions.write(
        manager -> {
          takeFromOthers(manager, session);
          manager.persist(SessionRow.from(session));
          return session;
        });
  }

  @Override
  public void save(Session session) {
    transactions.write(
        manager -> {
          SessionRow row =
              VersionedRow.load(
                  manager,
                  SessionRow.class,
                  session.id().value(),
                  session.version(),
                  "session " + session.id());
          takeFromOthers(manager, session);
          row.apply(session);
          return row.version();
        });
  }

  private static void takeFromOthers(EntityManager manager, Session session) {
    session
        .pushToken()
        .ifPresent(
            token ->
                manager
                    // The expression is the one of the index.
                    .createNativeQuery(
                        """
                        UPDATE session SET device_token = NULL, version = version + 1
                        WHERE sha256(CAST(replace(device_token, '\\', '\\\\') AS bytea))
                            = sha256(CAST(replace(?1, '\\', '\\\\') AS bytea))
                          AND id <> ?2
                        """)
                    .setParameter(1, token.value())
                    .setParameter(2, session.id().value())
                    .executeUpdate());
  }

  @Override
  public boolean clearPushToken(SessionId id, PushToken token) {
    return transactions.write(
            manager ->
                manager
                    .createNativeQuery(
                        "UPDATE session SET device_token = NULL, version = version + 1"
                            + " WHERE id = ?1 AND device_token = ?2")
                    .setParameter(1, id.value())
                    .setParameter(2, token.value())
                    .executeUpdate())
        == 1;
  }

  @Override
  public boolean noteUse(SessionId id, Instant now) {
    return transactions.write(
            manager ->
                manager
                    .createNativeQuery(
                        """
                        UPDATE session SET last_used_at = ?1 WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM session WHERE id = ?2 AND last_used_at <= ?3
                            FOR UPDATE SKIP LOCKED))
                        """)
                    .setParameter(1, now)
                    .setParameter(2, id.value())
                    .setParameter(3, now.minus(Session.USE_PRECISION))
                    .executeUpdate())
        == 1;
  }

  @Override
  public boolean remove(UserId user, SessionId id) {
    return transactions.write(
            manager ->
                manager
                    .createNativeQuery("DELETE FROM session WHERE id = ?1 AND user_id = ?2")
                    .setParameter(1, id.value())
                    .setParameter(2, user.value())
                    .executeUpdate())
        == 1;
  }

  @Override
  public int removeAll(UserId user, Optional<SessionId> except) {
    return transactions.write(
        manager ->
            manager
                // No id is empty.
                .createNativeQuery("DELETE FROM session WHERE user_id = ?1 AND id <> ?2")
                .setParameter(1, user.value())
                .setParameter(2, except.map(SessionId::value).orElse(""))
                .executeUpdate());
  }

  @Override
  public int removeExpired(Instant now, int limit) {
    return transactions.write(
        manager ->
            Retention.remove(manager, "session", "expires_at", "expires_at <= ?1", now, limit));
  }
}
