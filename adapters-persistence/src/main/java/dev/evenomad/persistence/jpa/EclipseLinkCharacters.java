package dev.evenomad.persistence.jpa;

import static java.util.Objects.requireNonNull;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class EclipseLinkCharacters implements Characters {

  private final EclipseLinkTransactions transactions;

  EclipseLinkCharacters(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<EveCharacter> find(CharacterId id) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT c FROM EveCharacterRow c WHERE c.characterId = :id",
                    EveCharacterRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(EveCharacterRow::toDomain));
  }

  @Override
  public Optional<EveCharacter> findOf(UserId user, CharacterId id) {
    return find(id).filter(character -> character.user().equals(user));
  }

  @Override
  public List<EveCharacter> ofUser(UserId user) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT c FROM EveCharacterRow c WHERE c.userId = :user"
                        + " ORDER BY c.createdAt, c.id",
                    EveCharacterRow.class)
                .setParameter("user", user.value())
                .getResultStream()
                .map(EveCharacterRow::toDomain)
                .toList());
  }

  @Override
  public Optional<Roster> roster(UserId user) {
    return transactions.read(
        manager -> {
          List<Object[]> rows =
              manager
                  .createQuery(
                      "SELECT u, c.id, c.characterId, p.defaultCharacterId FROM UserRow u"
                          + " LEFT JOIN EveCharacterRow c ON c.userId = u.id"
                          + " LEFT JOIN UserSettingsRow p ON p.userId = u.id"
                          + " WHERE u.id = :user ORDER BY c.createdAt, c.id",
                      Object[].class)
                  .setParameter("user", user.value())
                  .getResultList();
          return rows.stream().findFirst().map(first -> roster(first, rows));
        });
  }

  private static Roster roster(@Nullable Object[] first, List<Object[]> rows) {
    return new Roster(
        ((UserRow) requireNonNull(first[0])).toDomain().subscription(),
        rows.stream()
            .filter(row -> row[1] != null)
            .map(row -> new CharacterId((Long) row[2]))
            .toList(),
        Optional.ofNullable((Long) first[3]).map(CharacterId::new));
  }

  @Override
  public List<EveCharacter> withTokensExpiringBefore(Instant instant, int limit) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT c FROM EveCharacterRow c"
                        + " WHERE c.grantState = :valid AND c.tokenExpiresAt < :instant"
                        + " ORDER BY c.tokenExpiresAt, c.id",
                    EveCharacterRow.class)
                .setParameter("valid", EveCharacterRow.VALID)
                .setParameter("instant", instant)
                .setMaxResults(limit)
                .getResultStream()
                .map(EveCharacterRow::toDomain)
                .toList());
  }

  @Override
  public void add(EveCharacter character) {
    transactions.add(EveCharacterRow.from(character));
  }

  @Override
  public void save(EveCharacter character) {
    transactions.write(
        manager -> {
          EveCharacterRow row =
              VersionedRow.load(
                  manager,
                  EveCharacterRow.class,
                  character.id().value(),
                  character.version(),
                  "character " + character.characterId());
          row.apply(character);
          return row.version();
        });
  }

  @Override
  public boolean keep(CharacterId id) {
    return !transactions
        .query(
            "SELECT FROM eve_character WHERE character_id = ? FOR KEY SHARE",
            row -> true,
            id.value())
        .isEmpty();
  }

  @Override
  public void remove(EveCharacter character) {
    transactions.write(
        manager -> {
          int removed =
              manager
                  .createNativeQuery("DELETE FROM eve_character WHERE id = ?1 AND version = ?2")
                  .setParameter(1, character.id().value())
                  .setParameter(2, character.version())
                  .executeUpdate();
          if (removed == 0 && manager.find(EveCharacterRow.class, character.id().value()) != null) {
            throw new ConflictException(
                "character " + character.characterId() + " was changed by another writer");
          }
          return removed;
        });
  }
}
