package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import java.util.Optional;

/** {@link AllSettings} in memory. */
final class InMemoryAllSettings implements AllSettings {

  private final Tables tables;

  InMemoryAllSettings(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<UserSettings> find(UserId user) {
    return tables.settings.find(user);
  }

  @Override
  public void add(UserSettings settings) {
    tables.transactions.run(
        () -> {
          tables.requireUser(settings.user());
          tables.settings.insert(settings);
        });
  }

  @Override
  public void save(UserSettings settings) {
    tables.settings.update(settings);
  }
}
