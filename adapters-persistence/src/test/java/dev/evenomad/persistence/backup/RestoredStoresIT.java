package dev.evenomad.persistence.backup;

import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.PostgresStores;
import dev.evenomad.persistence.Progress;
import dev.evenomad.testkit.contract.CharactersContract;
import dev.evenomad.testkit.contract.JobsContract;
import dev.evenomad.testkit.contract.NotificationsContract;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.ScheduleContract;
import dev.evenomad.testkit.contract.SessionsContract;
import dev.evenomad.testkit.contract.SyncStatesContract;
import dev.evenomad.testkit.contract.TestedStores;
import dev.evenomad.testkit.contract.UsersContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database that was restored, an older backup at that, is as good as any. */
@ExtendWith(PostgresExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
final class RestoredStoresIT {

  private final PostgresStores stores;

  RestoredStoresIT(PostgresServer server) {
    this.stores = new PostgresStores(server.createDatabase(), () -> Samples.NOW);
  }

  @BeforeAll
  void restore(@TempDir Path folder, PostgresServer server) {
    Path file = folder.resolve("old");
    try (TestDatabase old = TestDatabase.old(server)) {
      old.backups().write(file, BackupKind.FULL, false, Progress.UNSEEN);
    }
    // Over the connections of a server that runs.
    stores.persistence().backups().restore(file, true, Progress.UNSEEN);
  }

  @AfterAll
  void close() {
    stores.close();
  }

  abstract class Restored {
    public TestedStores stores() {
      return stores;
    }
  }

  @Nested
  final class RestoredUsers extends Restored implements UsersContract {}

  @Nested
  final class RestoredCharacters extends Restored implements CharactersContract {}

  @Nested
  final class RestoredSessions extends Restored implements SessionsContract {}

  @Nested
  final class RestoredNotifications extends Restored implements NotificationsContract {}

  @Nested
  final class RestoredJobs extends Restored implements JobsContract {}

  @Nested
  final class RestoredSyncStates extends Restored implements SyncStatesContract {}

  @Nested
  final class RestoredSchedule extends Restored implements ScheduleContract {}
}
