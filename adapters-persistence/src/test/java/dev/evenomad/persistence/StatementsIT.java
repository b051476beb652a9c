package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.testkit.contract.Samples;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often the database is asked. */
@ExtendWith(PostgresExtension.class)
final class StatementsIT {

  private final RecordedStatements statements = new RecordedStatements();
  private final Persistence persistence;

  StatementsIT(PostgresStores stores) {
    persistence = Persistence.on(statements.on(stores.dataSource()), () -> NOW);
    persistence.users().find(Samples.userId());
    statements.take();
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void writesRowsOfOneKindTogether() {
    persistence
        .transactions()
        .run(() -> Stream.generate(Samples::job).limit(50).forEach(persistence.jobs()::add));

    assertThat(statements.take()).containsExactly("INSERT×50", "COMMIT");
  }

  @Test
  void writesRowsOfSeveralKindsInOneBatchEach() {
    UserId user = newUser();

    persistence
        .transactions()
        .run(
            () -> {
              Stream.generate(() -> Samples.character(user))
                  .limit(70)
                  .forEach(persistence.characters()::add);
              Stream.generate(Samples::job).limit(3).forEach(persistence.jobs()::add);
            });

    assertThat(statements.take()).containsExactly("INSERT×70", "INSERT×3", "COMMIT");
  }

  @Test
  void readsAndChangesARowInTwoStatements() {
    UserId id = newUser();

    persistence
        .transactions()
        .run(
            () -> {
              User user = persistence.users().find(id).orElseThrow();
              persistence.users().save(user.withEmail(Optional.of(Samples.email()), NOW));
            });

    assertThat(statements.take()).containsExactly("SELECT", "UPDATE", "COMMIT");
  }

  @Test
  void readsListsInOneStatement() {
    UserId id = newUser();
    for (int i = 0; i < 5; i++) {
      persistence.characters().add(Samples.character(id));
      persistence.notifications().addIfNew(Samples.notification(id));
      persistence.sessions().add(Samples.session(id));
    }
    statements.take();

    assertThat(persistence.characters().ofUser(id)).hasSize(5);
    assertThat(persistence.sessions().ofUser(id, NOW)).hasSize(5);
    assertThat(persistence.cache().findAll(Stream.generate(Samples::cacheKey).limit(5).toList()))
        .isEmpty();
    assertThat(statements.take()).containsExactly("SELECT", "SELECT", "SELECT");
  }

  @Test
  void plansInOneStatement() {
    Job job = Samples.job();
    DueWork work = new DueWork.RunJob(job);

    persistence.schedule().plan(work, NOW.plusSeconds(1));
    persistence.schedule().plan(work, NOW.plusSeconds(2));
    persistence.schedule().planIfAbsent(work, NOW.plusSeconds(3));
    persistence.schedule().cancel(work);

    assertThat(statements.take())
        .filteredOn(kind -> !kind.equals("COMMIT"))
        .containsExactly("INSERT", "INSERT", "INSERT", "DELETE");
  }

  @Test
  void asksNobodyForWhatIsFreshInMemory() {
    CacheKey key = Samples.cacheKey();
    persistence.cache().put(Samples.cached(key, NOW.plusSeconds(60)));
    statements.take();

    assertThat(persistence.cache().find(key)).isPresent();
    assertThat(statements.take()).isEmpty();
  }

  private UserId newUser() {
    User user = Samples.user();
    persistence.users().add(user);
    statements.take();
    return user.id();
  }
}
