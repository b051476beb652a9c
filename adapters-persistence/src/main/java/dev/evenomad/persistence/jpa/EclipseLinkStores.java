package dev.evenomad.persistence.jpa;

import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.live.LiveEvents;
import dev.evenomad.domain.notification.Deliveries;
import dev.evenomad.domain.notification.Notifications;
import dev.evenomad.domain.overview.Overviews;
import dev.evenomad.domain.payment.Payments;
import dev.evenomad.domain.session.OneTimeGrants;
import dev.evenomad.domain.session.Sessions;
import dev.evenomad.domain.settings.AllSettings;
import dev.evenomad.domain.snapshot.Snapshots;
import dev.evenomad.domain.sync.SyncStates;
import dev.evenomad.persistence.live.LiveNews;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import java.util.List;
import javax.sql.DataSource;

/**
 * All stores on one PostgreSQL database. Opens no connection before it is used, and recovers by
 * itself from a database that was away. Thread-safe.
 */
public final class EclipseLinkStores implements AutoCloseable {

  private static final List<Class<?>> MANAGED =
      List.of(
          UserRow.class,
          EveCharacterRow.class,
          SessionRow.class,
          UserSettingsRow.class,
          NotificationRow.class,
          JobRow.class,
          CachedDataRow.class,
          SyncStateRow.class,
          SnapshotRow.class,
          OneTimeGrantRow.class,
          JsonbConverter.class,
          TextArrayConverter.class,
          BigintArrayConverter.class);

  private final EntityManagerFactory factory;
  private final EclipseLinkTransactions transactions;
  private final Ids ids;
  private final LiveNews news;
  private final JdbcDeliveries deliveries;
  private final JdbcOverviews overviews;
  private final JdbcLiveEvents liveEvents;

  private EclipseLinkStores(
      EntityManagerFactory factory, DataSource dataSource, DataSource unpooled, Ids ids) {
    this.factory = factory;
    this.transactions = new EclipseLinkTransactions(factory);
    this.ids = ids;
    this.overviews = new JdbcOverviews(dataSource);
    this.news = new LiveNews(dataSource, unpooled);
    this.deliveries = new JdbcDeliveries(dataSource, news);
    this.liveEvents = new JdbcLiveEvents(transactions, dataSource, news);
  }

  /**
   * The stores on {@code dataSource}, which stays open when they are closed.
   *
   * @param ids for records that have no id in the domain
   */
  public static EclipseLinkStores on(DataSource dataSource, Ids ids) {
    return on(dataSource, dataSource, ids);
  }

  /**
   * The same.
   *
   * @param unpooled connections to the same database that may be kept for long
   */
  public static EclipseLinkStores on(DataSource dataSource, DataSource unpooled, Ids ids) {
    PersistenceConfiguration unit =
        new PersistenceConfiguration("nomad")
            .provider("org.eclipse.persistence.jpa.PersistenceProvider")
            .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
            .validationMode(ValidationMode.NONE)
            // Other processes write too.
            .sharedCacheMode(SharedCacheMode.NONE)
            .property("jakarta.persistence.nonJtaDataSource", dataSource)
            .property("eclipselink.target-database", UntypedNullPlatform.class.getName())
            .property("eclipselink.session.customizer", OneAttempt.class.getName())
            .property("eclipselink.weaving", "false")
            .property("eclipselink.jdbc.batch-writing", "JDBC")
            // Parameters are tokens among other things. What fails reaches the caller as an
            // exception; the log would only say it once more, on the console.
            .property("eclipselink.logging.parameters", "false")
            .property("eclipselink.logging.level", "OFF");
    MANAGED.forEach(unit::managedClass);
    return new EclipseLinkStores(unit.createEntityManagerFactory(), dataSource, unpooled, ids);
  }

  /** The transactions that all stores join. */
  public JdbcTransactions transactions() {
    return transactions;
  }

  /** The accounts. */
  public Users users() {
    return new EclipseLinkUsers(transactions);
  }

  /** What the payment service tells. */
  public Payments payments() {
    return new JdbcPayments(transactions);
  }

  /** The linked characters. */
  public Characters characters() {
    return new EclipseLinkCharacters(transactions);
  }

  /** The open sessions. */
  public Sessions sessions() {
    return new EclipseLinkSessions(transactions);
  }

  /** The one-time grants. */
  public OneTimeGrants oneTimeGrants() {
    return new EclipseLinkOneTimeGrants(transactions);
  }

  /** The requests that clients name by a key. */
  public IdempotentRequests idempotentRequests() {
    return new EclipseLinkIdempotentRequests(transactions);
  }

  /** The settings. */
  public AllSettings settings() {
    return new EclipseLinkAllSettings(transactions);
  }

  /** The notifications. */
  public Notifications notifications() {
    return new EclipseLinkNotifications(transactions);
  }

  /** What deliveries of pushes ask of the stores, of many of them by one statement. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** What open apps are told. */
  public LiveEvents liveEvents() {
    return liveEvents;
  }

  /** The audit trail of jobs. */
  public Jobs jobs() {
    return new EclipseLinkJobs(transactions);
  }

  /** The sync states. */
  public SyncStates syncStates() {
    return new EclipseLinkSyncStates(transactions);
  }

  /** The last snapshots of characters' data. */
  public Snapshots snapshots() {
    return new EclipseLinkSnapshots(transactions);
  }

  /** What is known of all characters of a user at once. */
  public Overviews overviews() {
    return overviews;
  }

  /** The cache's slowest and most lasting tier. */
  public Cache cache() {
    return new EclipseLinkCache(transactions, ids);
  }

  /** The leases. */
  public Leases leases() {
    return new EclipseLinkLeases(transactions);
  }

  @Override
  public void close() {
    news.close();
    factory.close();
  }
}
