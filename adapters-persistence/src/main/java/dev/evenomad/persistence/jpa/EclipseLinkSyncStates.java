package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class EclipseLinkSyncStates implements SyncStates {

  private final EclipseLinkTransactions transactions;

  EclipseLinkSyncStates(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<SyncState> find(CharacterId character, SyncKind kind) {
    return transactions.read(
        manager ->
            Optional.ofNullable(manager.find(SyncStateRow.class, KindKey.of(character, kind)))
                .map(SyncStateRow::toDomain));
  }

  @Override
  public List<SyncState> ofCharacter(CharacterId character) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT s FROM SyncStateRow s WHERE s.characterId = :character",
                    SyncStateRow.class)
                .setParameter("character", character.value())
                .getResultStream()
                .map(SyncStateRow::toDomain)
                .sorted(Comparator.comparing(SyncState::kind))
                .toList());
  }

  @Override
  public void add(SyncState state) {
    transactions.add(SyncStateRow.from(state));
  }

  @Override
  public void save(SyncState state) {
    transactions.write(
        manager -> {
          SyncStateRow row =
              VersionedRow.load(
                  manager,
                  SyncStateRow.class,
                  KindKey.of(state.character(), state.kind()),
                  state.version(),
                  "the " + state.kind() + " state of character " + state.character());
          row.apply(state);
          return row.version();
        });
  }
}
