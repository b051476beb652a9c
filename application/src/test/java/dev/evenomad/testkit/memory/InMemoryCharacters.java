package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.environment.ConflictException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link Characters} in memory. */
final class InMemoryCharacters implements Characters {

  private final Tables tables;

  InMemoryCharacters(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<EveCharacter> find(CharacterId id) {
    return tables.characters.find(id);
  }

  @Override
  public Optional<EveCharacter> findOf(UserId user, CharacterId id) {
    return find(id).filter(character -> character.user().equals(user));
  }

  @Override
  public List<EveCharacter> ofUser(UserId user) {
    return tables.charactersOf(user);
  }

  @Override
  public Optional<Roster> roster(UserId user) {
    return tables.roster(user);
  }

  @Override
  public List<EveCharacter> withTokensExpiringBefore(Instant instant, int limit) {
    return tables
        .characters
        .select(
            character ->
                accessExpiry(character).filter(expiry -> expiry.isBefore(instant)).isPresent())
        .stream()
        .sorted(
            Comparator.comparing(
                (EveCharacter character) -> accessExpiry(character).orElse(Instant.MAX)))
        .limit(limit)
        .toList();
  }

  @Override
  public void add(EveCharacter character) {
    tables.transactions.run(
        () -> {
          tables.requireUser(character.user());
          tables.characters.insert(character);
        });
  }

  @Override
  public void save(EveCharacter character) {
    tables.characters.update(character);
  }

  /** Transactions run one after the other anyway. */
  @Override
  public boolean keep(CharacterId id) {
    return find(id).isPresent();
  }

  @Override
  public void remove(EveCharacter character) {
    tables.transactions.run(
        () ->
            find(character.characterId())
                .filter(stored -> stored.id().equals(character.id()))
                .ifPresent(
                    stored -> {
                      if (stored.version() != character.version()) {
                        throw new ConflictException(
                            "character " + stored.characterId() + " was changed meanwhile");
                      }
                      tables.removeCharacter(stored.characterId());
                    }));
  }

  private static Optional<Instant> accessExpiry(EveCharacter character) {
    return character.grant() instanceof EsiGrant.Valid valid
        ? Optional.of(valid.accessExpiresAt())
        : Optional.empty();
  }
}
