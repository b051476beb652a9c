package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncSituation;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.testkit.memory.Tables.SnapshotKey;
import dev.evenomad.testkit.memory.Tables.StateKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link SyncStates} in memory. */
final class InMemorySyncStates implements SyncStates {

  private final Tables tables;

  InMemorySyncStates(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<SyncState> find(CharacterId character, SyncKind kind) {
    return tables.syncStates.find(new StateKey(character, kind));
  }

  @Override
  public <S extends Snapshot> Optional<SyncSituation<S>> situation(
      CharacterId character, SyncKind kind, Class<S> snapshots) {
    return tables.transactions.call(
        () ->
            tables
                .characters
                .find(character)
                .flatMap(
                    linked ->
                        find(character, kind)
                            .map(
                                state ->
                                    new SyncSituation<>(
                                        linked,
                                        tables
                                            .roster(linked.user())
                                            .orElseThrow()
                                            .inOrder()
                                            .indexOf(character),
                                        tables
                                            .users
                                            .find(linked.user())
                                            .orElseThrow()
                                            .subscription(),
                                        tables
                                            .settings
                                            .find(linked.user())
                                            .map(UserSettings::language)
                                            .orElse(Language.EN),
                                        tables
                                            .settings
                                            .find(linked.user())
                                            .map(kept -> kept.notifications().leadTimes())
                                            .orElse(LeadTimes.DEFAULT),
                                        state,
                                        tables
                                            .snapshots
                                            .find(new SnapshotKey(character, snapshots))
                                            .map(snapshots::cast)))));
  }

  @Override
  public List<SyncState> ofCharacter(CharacterId character) {
    return tables.syncStates.select(state -> state.character().equals(character)).stream()
        .sorted(Comparator.comparing(SyncState::kind))
        .toList();
  }

  @Override
  public void add(SyncState state) {
    tables.transactions.run(
        () -> {
          tables.requireCharacter(state.character());
          tables.syncStates.insert(state);
        });
  }

  @Override
  public void save(SyncState state) {
    tables.syncStates.update(state);
  }
}
