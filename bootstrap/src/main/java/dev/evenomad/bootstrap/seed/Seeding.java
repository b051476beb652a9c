package dev.evenomad.bootstrap.seed;

import dev.evenomad.bootstrap.seed.SeedReport.Table;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.persistence.Persistence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Puts the seed data into a database: in one transaction, as often as one likes, and in several
 * processes at once. What is there stays as it is. What retention has removed since, or somebody by
 * hand, is made again.
 */
public final class Seeding {

  private final Persistence persistence;
  private final List<Table> tables = new ArrayList<>();

  private Seeding(Persistence persistence) {
    this.persistence = persistence;
  }

  /**
   * Seeds once.
   *
   * @param persistence with a schema that is up to date
   * @param vault for the characters' tokens
   * @throws ConflictException if others kept changing the same rows; nothing was made then
   */
  public static SeedReport run(Persistence persistence, TokenVault vault) {
    return persistence.transactions().call(() -> new Seeding(persistence).seed(vault));
  }

  private SeedReport seed(TokenVault vault) {
    Users users = persistence.users();
    List<UserId> owners = new ArrayList<>();
    fill(
        "users",
        SeedAccounts.users(),
        // Whoever has the address already, moved in from elsewhere perhaps, is that user.
        user ->
            users
                .find(user.id())
                .or(() -> user.email().flatMap(users::findByEmail))
                .map(User::id)
                .map(owners::add)
                .isPresent(),
        user -> {
          users.add(user);
          owners.add(user.id());
        });
    SeedAccounts accounts = new SeedAccounts(owners.getFirst(), owners.getLast());
    fill(
        "characters",
        accounts.characters(vault),
        character -> persistence.characters().find(character.characterId()).isPresent(),
        persistence.characters()::add);
    fill(
        "sessions",
        accounts.sessions(),
        session -> persistence.sessions().find(session.id()).isPresent(),
        persistence.sessions()::add);
    fill(
        "jobs",
        SeedActivity.jobs(),
        job -> persistence.jobs().find(job.id()).isPresent(),
        persistence.jobs()::add);
    fill(
        "notifications",
        SeedActivity.notifications(owners.getFirst(), owners.getLast()),
        notification ->
            persistence.notifications().find(notification.id()).isPresent()
                || !persistence.notifications().addIfNew(notification),
        added -> {});
    fill(
        "settings",
        accounts.settings(),
        settings -> persistence.settings().find(settings.user()).isPresent(),
        persistence.settings()::add);
    // Last: the memory in front of the table would keep what a repeated transaction took back.
    fill(
        "cachedData",
        SeedActivity.cachedData(),
        data -> persistence.cache().find(data.key()).isPresent(),
        persistence.cache()::put);
    return new SeedReport(tables);
  }

  private <T> void fill(String name, List<T> rows, Predicate<T> there, Consumer<T> make) {
    int made = 0;
    for (T row : rows) {
      if (!there.test(row)) {
        make.accept(row);
        made++;
      }
    }
    tables.add(new Table(name, made, rows.size() - made));
  }
}
