package dev.evenomad.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.persistence.jpa.EclipseLinkStores;
import dev.evenomad.testkit.contract.AllSettingsContract;
import dev.evenomad.testkit.contract.BudgetsContract;
import dev.evenomad.testkit.contract.CacheContract;
import dev.evenomad.testkit.contract.CharactersContract;
import dev.evenomad.testkit.contract.DeliveriesContract;
import dev.evenomad.testkit.contract.IdempotentRequestsContract;
import dev.evenomad.testkit.contract.IdsContract;
import dev.evenomad.testkit.contract.JobPagesContract;
import dev.evenomad.testkit.contract.JobsContract;
import dev.evenomad.testkit.contract.LeasesContract;
import dev.evenomad.testkit.contract.LiveEventsContract;
import dev.evenomad.testkit.contract.MomentsContract;
import dev.evenomad.testkit.contract.NotificationPagesContract;
import dev.evenomad.testkit.contract.NotificationsContract;
import dev.evenomad.testkit.contract.OneTimeGrantsContract;
import dev.evenomad.testkit.contract.OverviewsContract;
import dev.evenomad.testkit.contract.PaymentsContract;
import dev.evenomad.testkit.contract.RetentionContract;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.ScheduleContract;
import dev.evenomad.testkit.contract.SessionsContract;
import dev.evenomad.testkit.contract.SnapshotsContract;
import dev.evenomad.testkit.contract.SyncStatesContract;
import dev.evenomad.testkit.contract.TestedStores;
import dev.evenomad.testkit.contract.TextsContract;
import dev.evenomad.testkit.contract.TransactionsContract;
import dev.evenomad.testkit.contract.UsersContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
final class EclipseLinkStoresIT {

  private final PostgresStores stores;

  EclipseLinkStoresIT(PostgresStores stores) {
    this.stores = stores;
  }

  abstract class OnPostgres {
    public TestedStores stores() {
      return stores;
    }
  }

  @Nested
  final class EclipseLinkTransactions extends OnPostgres implements TransactionsContract {}

  @Nested
  final class EclipseLinkUsers extends OnPostgres implements UsersContract {}

  @Nested
  final class JdbcPayments extends OnPostgres implements PaymentsContract {}

  @Nested
  final class EclipseLinkCharacters extends OnPostgres implements CharactersContract {}

  @Nested
  final class EclipseLinkSessions extends OnPostgres implements SessionsContract {}

  @Nested
  final class EclipseLinkOneTimeGrants extends OnPostgres implements OneTimeGrantsContract {}

  @Nested
  final class EclipseLinkIdempotentRequests extends OnPostgres
      implements IdempotentRequestsContract {}

  @Nested
  final class EclipseLinkAllSettings extends OnPostgres implements AllSettingsContract {}

  @Nested
  final class EclipseLinkNotifications extends OnPostgres implements NotificationsContract {}

  @Nested
  final class PagesOfEclipseLinkNotifications extends OnPostgres
      implements NotificationPagesContract {}

  @Nested
  final class JdbcDeliveries extends OnPostgres implements DeliveriesContract {}

  @Nested
  final class JdbcLiveEvents extends OnPostgres implements LiveEventsContract {}

  @Nested
  final class EclipseLinkJobs extends OnPostgres implements JobsContract {}

  @Nested
  final class PagesOfEclipseLinkJobs extends OnPostgres implements JobPagesContract {}

  @Nested
  final class RetentionOfEclipseLinkStores extends OnPostgres implements RetentionContract {}

  @Nested
  final class TextsInEclipseLinkStores extends OnPostgres implements TextsContract {}

  @Nested
  final class MomentsInEclipseLinkStores extends OnPostgres implements MomentsContract {}

  /** The driver tells the server the zone of the JVM when it connects. */
  @Nested
  final class MomentsOnAServerOfAnotherZone implements MomentsContract {
    private final HikariDataSource connections = new HikariDataSource();
    private final PostgresStores abroad;

    MomentsOnAServerOfAnotherZone(PostgresServer server) {
      String url = server.createDatabase();
      connections.setDataSource(PostgresServer.dataSource(url));
      connections.setConnectionInitSql("SET TIME ZONE 'Asia/Kathmandu'");
      abroad = new PostgresStores(url, Persistence.on(connections, () -> Samples.NOW));
    }

    @Override
    public TestedStores stores() {
      return abroad;
    }

    @AfterEach
    void close() {
      abroad.close();
      connections.close();
    }
  }

  @Nested
  final class EclipseLinkSyncStates extends OnPostgres implements SyncStatesContract {}

  @Nested
  final class EclipseLinkSnapshots extends OnPostgres implements SnapshotsContract {}

  @Nested
  final class JdbcOverviews extends OnPostgres implements OverviewsContract {}

  @Nested
  final class EclipseLinkCacheBehindCaffeine extends OnPostgres implements CacheContract {}

  @Nested
  final class EclipseLinkCacheAlone extends OnPostgres implements CacheContract {
    private final EclipseLinkStores lowest =
        EclipseLinkStores.on(stores.dataSource(), stores.persistence().ids());

    @Override
    public Cache cache() {
      return lowest.cache();
    }

    @AfterEach
    void close() {
      lowest.close();
    }
  }

  @Nested
  final class EclipseLinkLeases extends OnPostgres implements LeasesContract {}

  @Nested
  final class PostgresBudgets extends OnPostgres implements BudgetsContract {}

  @Nested
  final class DbSchedulerSchedule extends OnPostgres implements ScheduleContract {}

  @Nested
  final class CuidIds implements IdsContract {
    @Override
    public Ids ids() {
      return stores.persistence().ids();
    }
  }
}
