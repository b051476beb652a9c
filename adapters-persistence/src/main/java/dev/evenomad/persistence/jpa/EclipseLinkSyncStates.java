package dev.evenomad.persistence.jpa;

import static java.util.Objects.requireNonNull;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.snapshot.Snapshot;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncSituation;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class EclipseLinkSyncStates implements SyncStates {

  /** How many of the account's characters come before it, as in {@code Roster.inOrder}. */
  private static final String PLACE =
      "(SELECT COUNT(o.id) FROM EveCharacterRow o"
          + " WHERE o.userId = c.userId AND o.id <> c.id"
          + " AND (p.defaultCharacterId IS NULL OR p.defaultCharacterId <> c.characterId)"
          + " AND (o.characterId = p.defaultCharacterId OR o.createdAt < c.createdAt"
          + " OR (o.createdAt = c.createdAt AND o.id < c.id)))";

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
  public <S extends Snapshot> Optional<SyncSituation<S>> situation(
      CharacterId character, SyncKind kind, Class<S> snapshots) {
    SnapshotForm<S> form = SnapshotForm.of(snapshots);
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    // Inner joins would do, but EclipseLink mixes them up with the outer ones.
                    "SELECT s, c, u, p, n, "
                        + PLACE
                        + " FROM SyncStateRow s"
                        + " LEFT JOIN EveCharacterRow c ON c.characterId = s.characterId"
                        + " LEFT JOIN UserRow u ON u.id = c.userId"
                        + " LEFT JOIN UserSettingsRow p ON p.userId = c.userId"
                        + " LEFT JOIN SnapshotRow n"
                        + " ON n.characterId = s.characterId AND n.kind = s.kind"
                        + " WHERE s.characterId = :character AND s.kind = :kind",
                    Object[].class)
                .setParameter("character", character.value())
                .setParameter("kind", Codes.of(kind))
                .getResultStream()
                .map(rows -> situation(rows, form))
                .findFirst());
  }

  private static <S extends Snapshot> SyncSituation<S> situation(
      @Nullable Object[] rows, SnapshotForm<S> form) {
    Optional<UserSettings> settings =
        Optional.ofNullable((UserSettingsRow) rows[3]).map(UserSettingsRow::toDomain);
    return new SyncSituation<>(
        ((EveCharacterRow) requireNonNull(rows[1])).toDomain(),
        ((Number) requireNonNull(rows[5])).intValue(),
        ((UserRow) requireNonNull(rows[2])).toDomain().subscription(),
        settings.map(UserSettings::language).orElse(Language.EN),
        settings.map(preferred -> preferred.notifications().leadTimes()).orElse(LeadTimes.DEFAULT),
        ((SyncStateRow) requireNonNull(rows[0])).toDomain(),
        Optional.ofNullable((SnapshotRow) rows[4]).map(row -> row.toDomain(form)));
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
