package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationQuery;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import java.util.Optional;

/** A user with one of everything. */
final class Household {
  final Stores stores;
  final UserId user;
  final EveCharacter character;
  final Session session;
  final Notification notification;

  Household(Stores stores) {
    this.stores = stores;
    User account = Samples.fullUser();
    user = account.id();
    character = Samples.character(user);
    session = Samples.session(user, Samples.pushToken());
    notification = Samples.notification(user);
    stores
        .transactions()
        .run(
            () -> {
              stores.users().add(account);
              stores.settings().add(Samples.fullSettings(user));
              stores.characters().add(character);
              stores.sessions().add(session);
              stores.notifications().addIfNew(notification);
              stores.syncStates().add(Samples.fullSyncState(character.characterId()));
              SnapshotSamples.full(character.characterId()).forEach(stores.snapshots()::put);
            });
  }

  NotificationQuery notifications() {
    return NotificationQuery.latest(10).ofUser(user);
  }

  void assertComplete() {
    assertThat(stores.users().find(user)).isPresent();
    assertThat(stores.characters().ofUser(user)).hasSize(1);
    assertThat(stores.sessions().find(session.id())).isPresent();
    assertThat(stores.settings().find(user)).isPresent();
    assertThat(stores.notifications().page(notifications()).items()).hasSize(1);
    assertThat(stores.syncStates().find(character.characterId(), SyncKind.SKILLS)).isPresent();
    SnapshotSamples.full(character.characterId())
        .forEach(snapshot -> assertThat(found(snapshot.getClass())).contains(snapshot));
  }

  /** Whether no snapshot of the character is left. */
  void assertNoSnapshots() {
    SnapshotSamples.full(character.characterId())
        .forEach(snapshot -> assertThat(found(snapshot.getClass())).isEmpty());
  }

  private Optional<Snapshot> found(Class<? extends Snapshot> kind) {
    return stores.snapshots().find(character.characterId(), kind).map(Snapshot.class::cast);
  }
}
