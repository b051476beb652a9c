package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.Session.Replaced;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link Sessions} in memory. */
final class InMemorySessions implements Sessions {

  private final Tables tables;

  InMemorySessions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return tables.sessions.find(id);
  }

  @Override
  public Optional<Session> findByToken(SecretDigest token) {
    return tables
        .sessions
        .select(
            session ->
                session.token().equals(token)
                    || session.replaced().map(Replaced::token).equals(Optional.of(token)))
        .stream()
        .findAny();
  }

  @Override
  public List<Session> ofUser(UserId user, Instant now) {
    return tables
        .sessions
        .select(session -> session.user().equals(user) && session.expiresAt().isAfter(now))
        .stream()
        .sorted(
            Comparator.comparing(Session::createdAt)
                .thenComparing(session -> session.id().value())
                .reversed())
        .toList();
  }

  @Override
  public Set<SessionId> open(Set<SessionId> sessions, Instant now) {
    return tables
        .sessions
        .select(session -> sessions.contains(session.id()) && session.expiresAt().isAfter(now))
        .stream()
        .map(Session::id)
        .collect(Collectors.toSet());
  }

  @Override
  public void add(Session session) {
    tables.transactions.run(
        () -> {
          tables.requireUser(session.user());
          requireUniqueToken(session);
          takePushTokenFromOthers(session);
          tables.sessions.insert(session);
        });
  }

  @Override
  public void save(Session session) {
    tables.transactions.run(
        () -> {
          requireUniqueToken(session);
          tables.sessions.update(
              session.used(
                  find(session.id()).map(Session::lastUsedAt).orElse(session.lastUsedAt())));
          takePushTokenFromOthers(session);
        });
  }

  @Override
  public boolean clearPushToken(SessionId id, PushToken token) {
    return tables.transactions.call(
        () -> {
          Optional<Session> holder =
              find(id).filter(session -> session.pushToken().equals(Optional.of(token)));
          holder.map(Session::withoutPushToken).ifPresent(tables.sessions::update);
          return holder.isPresent();
        });
  }

  @Override
  public boolean noteUse(SessionId id, Instant now) {
    return tables.transactions.call(
        () -> {
          Optional<Session> session = find(id).filter(found -> found.isUsedAnew(now));
          session.map(found -> found.used(now)).ifPresent(tables.sessions::amend);
          return session.isPresent();
        });
  }

  @Override
  public boolean remove(UserId user, SessionId id) {
    return !tables
        .removeSessions(session -> session.id().equals(id) && session.user().equals(user))
        .isEmpty();
  }

  @Override
  public int removeAll(UserId user, Optional<SessionId> except) {
    return tables
        .removeSessions(
            session -> session.user().equals(user) && !Optional.of(session.id()).equals(except))
        .size();
  }

  @Override
  public int removeExpired(Instant now, int limit) {
    return tables.sessions.removeEarliest(
        session -> !session.expiresAt().isAfter(now), Session::expiresAt, limit);
  }

  private void requireUniqueToken(Session session) {
    boolean taken =
        !tables
            .sessions
            .select(
                other -> !other.id().equals(session.id()) && other.token().equals(session.token()))
            .isEmpty();
    if (taken) {
      throw new ConflictException("the token of session " + session.id() + " is taken");
    }
  }

  private void takePushTokenFromOthers(Session session) {
    if (session.pushToken().isPresent()) {
      tables
          .sessions
          .select(
              other ->
                  !other.id().equals(session.id()) && other.pushToken().equals(session.pushToken()))
          .forEach(other -> tables.sessions.update(other.withoutPushToken()));
    }
  }
}
