package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** E-mail addresses that were stored as they had been written. */
@ExtendWith(PostgresExtension.class)
final class EmailsInLowerCaseIT {

  /** The last migration before addresses were in lower case. */
  private static final String AS_WRITTEN = "20261130230000";

  private final String url;

  EmailsInLowerCaseIT(PostgresServer server) {
    this.url = server.createDatabase();
    DataSource dataSource = PostgresServer.dataSource(url);
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:dev/evenomad/persistence/migration")
        .target(AS_WRITTEN)
        .load()
        .migrate();
    PostgresServer.execute(
        dataSource,
        """
        INSERT INTO app_user (id, email, created_at, updated_at) VALUES
          ('alone', 'Pilot@Example.org', '2026-01-01Z', now()),
          ('later', 'ada@example.org', '2026-02-02Z', now()),
          ('first', 'Ada@Example.ORG', '2026-01-01Z', now()),
          ('third', 'ADA@example.org', '2026-02-03Z', now()),
          ('lower', 'bo@example.org', '2026-01-01Z', now()),
          ('none', NULL, '2026-01-01Z', now())
        """);
  }

  @Test
  void theAccountThatHadAnAddressFirstKeepsIt() {
    try (PostgresStores stores = new PostgresStores(url, () -> NOW)) {
      assertThat(email(stores, "alone")).contains(new Email("pilot@example.org"));
      assertThat(email(stores, "first")).contains(new Email("ada@example.org"));
      assertThat(email(stores, "later")).isEmpty();
      assertThat(email(stores, "third")).isEmpty();
      assertThat(email(stores, "lower")).contains(new Email("bo@example.org"));
      assertThat(email(stores, "none")).isEmpty();
      assertThat(stores.users().findByEmail(new Email("ADA@EXAMPLE.ORG")).map(User::id))
          .contains(new UserId("first"));
      assertThat(stores.count("SELECT count(*) FROM app_user WHERE email <> lower(email)"))
          .isZero();
    }
  }

  private static Optional<Email> email(PostgresStores stores, String id) {
    return stores.users().find(new UserId(id)).orElseThrow().email();
  }
}
