package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.domain.overview.GrantState;
import dev.evenomad.domain.overview.KnownCharacter;
import dev.evenomad.domain.overview.KnownKind;
import dev.evenomad.domain.overview.OpenOrder;
import dev.evenomad.domain.overview.Overview;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.planet.Colonies;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.testkit.memory.Tables.SnapshotKey;
import dev.evenomad.testkit.memory.Tables.StateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@link Overviews} in memory. */
final class InMemoryOverviews implements Overviews {

  private final Tables tables;

  InMemoryOverviews(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Overview> find(UserId user, Instant now) {
    return tables.transactions.call(
        () -> {
          List<Notification> unread =
              tables.notifications.select(
                  notification ->
                      notification.user().equals(user)
                          && notification.status() == NotificationStatus.SENT);
          return tables
              .users
              .find(user)
              .map(
                  found ->
                      new Overview(
                          new InMemoryCharacters(tables)
                              .ofUser(user).stream()
                                  .map(character -> known(character, unread))
                                  .toList(),
                          unread.size()));
        });
  }

  private KnownCharacter known(EveCharacter character, List<Notification> unread) {
    CharacterId id = character.characterId();
    return new KnownCharacter(
        id,
        character.name(),
        character.corporation(),
        character.alliance(),
        GrantState.of(character.grant()),
        kinds(id),
        snapshot(id, SkillSnapshot.class).map(SkillSnapshot::queue).orElse(SkillQueue.EMPTY),
        snapshot(id, Mailbox.class).map(Mailbox::unread).orElse(0),
        snapshot(id, MarketOrders.class).map(MarketOrders::open).orElse(List.of()).stream()
            .filter(order -> order.volumeRemain() > 0)
            .map(OpenOrder::of)
            .toList(),
        snapshot(id, IndustryJobs.class).map(IndustryJobs::watched).orElse(List.of()),
        snapshot(id, Colonies.class).map(Colonies::watched).orElse(List.of()),
        unread.stream()
            .filter(notification -> notification.character().filter(id::equals).isPresent())
            .count());
  }

  private Map<SyncKind, KnownKind> kinds(CharacterId id) {
    return Arrays.stream(SyncKind.values())
        .collect(
            Collectors.toMap(
                Function.identity(),
                kind -> {
                  Optional<SyncState> state = tables.syncStates.find(new StateKey(id, kind));
                  return new KnownKind(
                      snapshot(id, kind.snapshots()).map(Snapshot::asOf),
                      state.flatMap(SyncState::nextPoll),
                      state.map(SyncState::failures).orElse(0));
                }));
  }

  private <S extends Snapshot> Optional<S> snapshot(CharacterId id, Class<S> type) {
    return tables.snapshots.find(new SnapshotKey(id, type)).map(type::cast);
  }
}
