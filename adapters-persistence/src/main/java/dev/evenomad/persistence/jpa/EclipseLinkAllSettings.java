package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.settings.UserSettings;
import java.util.Optional;

final class EclipseLinkAllSettings implements AllSettings {

  private final EclipseLinkTransactions transactions;

  EclipseLinkAllSettings(EclipseLinkTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<UserSettings> find(UserId user) {
    return transactions.read(
        manager ->
            manager
                .createQuery(
                    "SELECT s FROM UserSettingsRow s WHERE s.userId = :user", UserSettingsRow.class)
                .setParameter("user", user.value())
                .getResultStream()
                .findFirst()
                .map(UserSettingsRow::toDomain));
  }

  @Override
  public void add(UserSettings settings) {
    transactions.add(UserSettingsRow.from(settings));
  }

  @Override
  public void save(UserSettings settings) {
    transactions.write(
        manager -> {
          UserSettingsRow row =
              VersionedRow.load(
                  manager,
                  UserSettingsRow.class,
                  settings.id(),
                  settings.version(),
                  "the settings of user " + settings.user());
          row.apply(settings);
          return row.version();
        });
  }
}
