package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.payment.PaidSubscription;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.OneTimeGrant;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.testkit.memory.InMemoryIdempotentRequests.HolderAnswer;
import dev.evenomad.testkit.memory.InMemoryIdempotentRequests.KnownRequest;
import dev.evenomad.testkit.memory.InMemoryIdempotentRequests.RequestKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All rows, and what they owe to each other. */
final class Tables {

  final InMemoryTransactions transactions = new InMemoryTransactions();
  final VersionedTable<UserId, User> users =
      new VersionedTable<>(transactions, User::id, User::version, Renewals::of);
  final VersionedTable<CharacterId, EveCharacter> characters =
      new VersionedTable<>(
          transactions, EveCharacter::characterId, EveCharacter::version, Renewals::of);
  final VersionedTable<SessionId, Session> sessions =
      new VersionedTable<>(transactions, Session::id, Session::version, Renewals::of);
  final VersionedTable<UserId, UserSettings> settings =
      new VersionedTable<>(transactions, UserSettings::user, UserSettings::version, Renewals::of);
  final VersionedTable<NotificationId, Notification> notifications =
      new VersionedTable<>(transactions, Notification::id, Notification::version, Renewals::of);
  final VersionedTable<JobId, Job> jobs =
      new VersionedTable<>(transactions, Job::id, Job::version, Renewals::of);
  final VersionedTable<StateKey, SyncState> syncStates =
      new VersionedTable<>(transactions, StateKey::of, SyncState::version, Renewals::of);
  final Table<SnapshotKey, Snapshot> snapshots = new Table<>(transactions, SnapshotKey::of);
  final Table<SecretDigest, OneTimeGrant> oneTimeGrants =
      new Table<>(transactions, OneTimeGrant::digest);

  /** Outside of transactions, but under their lock. */
  final Map<RequestKey, KnownRequest> claims = new HashMap<>();

  final Table<String, HolderAnswer> answers = new Table<>(transactions, HolderAnswer::holder);

  /** In the order of their commits. */
  final Table<Long, Stored> liveEvents = new Table<>(transactions, Stored::number);

  final List<Consumer<Session>> sessionEnds = new CopyOnWriteArrayList<>();

  final Table<String, PaymentEvent> paymentEvents = new Table<>(transactions, PaymentEvent::id);
  final Table<String, PaymentCustomer> paymentCustomers =
      new Table<>(transactions, PaymentCustomer::id);
  final Table<String, PaidSubscription> paidSubscriptions =
      new Table<>(transactions, PaidSubscription::id);

  List<EveCharacter> charactersOf(UserId user) {
    return characters.select(character -> character.user().equals(user)).stream()
        .sorted(
            Comparator.comparing(EveCharacter::createdAt)
                .thenComparing(character -> character.id().value()))
        .toList();
  }

  Optional<Roster> roster(UserId id) {
    return transactions.call(
        () ->
            users
                .find(id)
                .map(
                    user ->
                        new Roster(
                            user.subscription(),
                            charactersOf(id).stream().map(EveCharacter::characterId).toList(),
                            settings.find(id).flatMap(UserSettings::defaultCharacter))));
  }

  void requireUser(UserId user) {
    if (users.find(user).isEmpty()) {
      throw new ConflictException("user " + user + " is not there");
    }
  }

  void requireCharacter(CharacterId character) {
    if (characters.find(character).isEmpty()) {
      throw new ConflictException("character " + character + " is not linked");
    }
  }

  void removeUser(UserId user) {
    transactions.run(
        () -> {
          characters
              .select(character -> character.user().equals(user))
              .forEach(character -> removeCharacter(character.characterId()));
          removeSessions(session -> session.user().equals(user));
          liveEvents.remove(stored -> stored.event().user().equals(user));
          settings.remove(row -> row.user().equals(user));
          notifications.remove(notification -> notification.user().equals(user));
          Map<RequestKey, KnownRequest> before = Map.copyOf(claims);
          claims.keySet().removeIf(key -> key.user().equals(user));
          transactions.onRollback(() -> claims.putAll(before));
          oneTimeGrants.remove(grant -> userOf(grant).equals(Optional.of(user)));
          removeCustomers(customer -> customer.user().equals(Optional.of(user)));
          users.remove(row -> row.id().equals(user));
        });
  }

  List<Session> removeSessions(Predicate<Session> condition) {
    return transactions.call(
        () -> {
          List<Session> removed = sessions.remove(condition);
          removed.forEach(
              session ->
                  transactions.onCommit(
                      () -> sessionEnds.forEach(listener -> listener.accept(session))));
          return removed;
        });
  }

  /** The account that a grant belongs to; empty for a plain sign-in. */
  static Optional<UserId> userOf(OneTimeGrant grant) {
    return switch (grant) {
      case OneTimeGrant.LoginAttempt attempt -> attempt.linkTo();
      case OneTimeGrant.LoginCode code -> Optional.of(code.user());
      case OneTimeGrant.LinkTicket ticket -> Optional.of(ticket.user());
    };
  }

  void removeCustomers(Predicate<PaymentCustomer> condition) {
    paymentCustomers
        .remove(condition)
        .forEach(customer -> paidSubscriptions.remove(one -> one.customer().equals(customer.id())));
  }

  void removeCharacter(CharacterId character) {
    transactions.run(
        () -> {
          syncStates.remove(state -> state.character().equals(character));
          snapshots.remove(snapshot -> snapshot.character().equals(character));
          characters.remove(row -> row.characterId().equals(character));
        });
  }

  /** A live event and when it was stored. */
  record Stored(long number, LiveEvent event, Instant at) {}

  /** An event of the payment service, and when it was remembered. */
  record PaymentEvent(String id, Instant rememberedAt) {}

  /** A customer of the payment service, and when something was last heard of it. */
  record PaymentCustomer(String id, Optional<UserId> user, Instant heardAt) {}

  /** What identifies a snapshot. */
  record SnapshotKey(CharacterId character, Class<? extends Snapshot> kind) {
    static SnapshotKey of(Snapshot snapshot) {
      return new SnapshotKey(snapshot.character(), snapshot.getClass());
    }
  }

  /** What identifies a sync state. */
  record StateKey(CharacterId character, SyncKind kind) {
    static StateKey of(SyncState state) {
      return new StateKey(state.character(), state.kind());
    }
  }
}
