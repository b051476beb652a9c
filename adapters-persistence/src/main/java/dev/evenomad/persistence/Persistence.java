package dev.evenomad.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.evenomad.domain.Stores;
import dev.evenomad.domain.account.Users;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.Characters;
import dev.evenomad.domain.environment.Budgets;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.environment.Leases;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.domain.environment.Transactions;
import dev.evenomad.domain.idempotency.IdempotentRequests;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Schedule;
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
import dev.evenomad.persistence.backup.Backups;
import dev.evenomad.persistence.budget.PostgresBudgets;
import dev.evenomad.persistence.budget.SharedBudgets;
import dev.evenomad.persistence.cache.CacheCounts;
import dev.evenomad.persistence.cache.CacheTiers;
import dev.evenomad.persistence.jobs.DueWorkPlan;
import dev.evenomad.persistence.jobs.Engine;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.persistence.jobs.QueueStatistics;
import dev.evenomad.persistence.jpa.EclipseLinkStores;
import dev.evenomad.persistence.prisma.PrismaImport;
import dev.evenomad.persistence.redis.RedisUrl;
import dev.evenomad.persistence.redis.SharedRedis;
import dev.evenomad.persistence.schema.Migration;
import dev.evenomad.persistence.schema.Schema;
import dev.evenomad.persistence.schema.SchemaException;
import dev.evenomad.persistence.schema.SchemaState;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.KeyRotation;
import dev.evenomad.persistence.vault.RotationReport;
import dev.evenomad.persistence.vault.RotationReport.UnderKey;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGProperty;

/**
 * Everything that is kept, on one PostgreSQL database. Connects when it is first used, and recovers
 * by itself from a database that was away. If there is a Redis too, it makes the cache and the
 * budgets faster while it is there. Thread-safe.
 */
public final class Persistence implements Stores, AutoCloseable {

  /** Seconds after which a readiness check gives up. */
  private static final int CHECK_SECONDS = 2;

  private final DataSource dataSource;
  private final DataSource unpooled;
  private final Optional<String> schema;
  private final Runnable closeOpened;
  private final InstantSource clock;
  private final Ids ids = new CuidIds();
  private final EclipseLinkStores stores;
  private final Optional<SharedRedis> redis;
  private final Cache cache;
  private final Budgets budgets;
  private final DueWorkPlan plan;
  private final Optional<ConnectionPool> pool;
  private final CacheCounts cacheCounts = new CacheCounts();

  private Persistence(
      DataSource dataSource,
      DataSource unpooled,
      Optional<String> schema,
      Runnable closeOpened,
      Optional<RedisUrl> redisUrl,
      Optional<ConnectionPool> pool,
      InstantSource clock) {
    this.pool = pool;
    this.dataSource = dataSource;
    this.unpooled = unpooled;
    this.schema = schema;
    this.closeOpened = closeOpened;
    this.clock = clock;
    this.stores = EclipseLinkStores.on(dataSource, unpooled, ids);
    this.redis = redisUrl.map(url -> SharedRedis.open(url, dataSource, ids::next));
    this.cache =
        CacheTiers.above(
            stores.cache(), clock, redis, stores.transactions()::afterCommit, cacheCounts);
    PostgresBudgets inPostgres = new PostgresBudgets(dataSource);
    this.budgets =
        redis.<Budgets>map(shared -> new SharedBudgets(shared, inPostgres)).orElse(inPostgres);
    this.plan = new DueWorkPlan(stores.transactions(), dataSource, ids, clock);
  }

  /**
   * On a pool of its own.
   *
   * @param clock says what is due and what is fresh
   */
  public static Persistence open(PersistenceSettings settings, InstantSource clock) {
    ConnectionPool pool = pool(settings);
    return on(pool, settings, clock, pool.dataSource()::close);
  }

  /**
   * On a pool of its own, and on the database's time: so processes agree on what is due, however
   * much the clocks of their machines differ. It is {@link #clock}.
   *
   * @param machine the clock of this machine
   */
  public static Persistence openOnDatabaseTime(
      PersistenceSettings settings, InstantSource machine) {
    ConnectionPool pool = pool(settings);
    DatabaseTime time = new DatabaseTime(pool.dataSource(), machine);
    return on(
        pool,
        settings,
        time,
        () -> {
          time.close();
          pool.dataSource().close();
        });
  }

  private static Persistence on(
      ConnectionPool pool,
      PersistenceSettings settings,
      InstantSource clock,
      Runnable closeOpened) {
    DataSource unpooled = settings.database().dataSource();
    return new Persistence(
        pool.dataSource(),
        unpooled,
        settings.database().schema(),
        closeOpened,
        settings.redis(),
        Optional.of(pool),
        clock);
  }

  private static ConnectionPool pool(PersistenceSettings settings) {
    // A statement that hangs in a dead network ends some time; a migration may take its time.
    Map<PGProperty, String> bounded = new HashMap<>(DatabaseUrl.DRIVER_DEFAULTS);
    bounded.put(PGProperty.SOCKET_TIMEOUT, "60");
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("nomad");
    pool.setDataSource(settings.database().dataSource(bounded));
    pool.setMaximumPoolSize(settings.maxConnections());
    pool.setConnectionTimeout(settings.connectionTimeout().toMillis());
    pool.setValidationTimeout(
        Math.min(settings.connectionTimeout().toMillis(), CHECK_SECONDS * 1000L));
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // Whether the database is there is for check() to say, not for the first one who asks.
    pool.setInitializationFailTimeout(-1);
    return new ConnectionPool(pool);
  }

  /**
   * On connections of the caller's, which stay open when this is closed.
   *
   * @param dataSource of PostgreSQL, in READ COMMITTED, able to give two connections at once;
   *     should be set up with {@code logServerErrorDetail=false}, else the driver's errors quote
   *     rows
   * @param clock says what is due and what is fresh
   */
  public static Persistence on(DataSource dataSource, InstantSource clock) {
    return new Persistence(
        dataSource,
        dataSource,
        Optional.empty(),
        () -> {},
        Optional.empty(),
        Optional.empty(),
        clock);
  }

  /**
   * How the schema stands to this program. Changes nothing.
   *
   * @throws SchemaException if the database cannot be asked
   */
  public SchemaState schemaState() {
    return Schema.of(unpooled, schema).state();
  }

  /**
   * Brings the schema up to date. Refuses one that is newer, or that a failed migration left
   * behind. One that is only {@linkplain SchemaState.Problem#AHEAD ahead} is left as it is.
   *
   * @return what was applied, oldest first
   * @throws SchemaException if it is refused, or if a migration fails; says why and the way out
   */
  public List<Migration> migrate() {
    return migrate(Progress.UNSEEN);
  }

  /** As {@link #migrate()}, and tells how far it has come. */
  public List<Migration> migrate(Progress progress) {
    return Schema.of(unpooled, schema).migrate(progress);
  }

  /** Backups of this database, and the way back from them. */
  public Backups backups() {
    return Backups.of(unpooled, schema, clock);
  }

  /**
   * Asks the database for its time now, if this is on it. Until the database has told it for the
   * first time, the machine's clock counts.
   *
   * @throws IllegalStateException if the database does not answer
   */
  public void learnTime() {
    if (clock instanceof DatabaseTime time) {
      time.learn();
    }
  }

  /**
   * Whether the database answers, within a few seconds.
   *
   * @return empty if it does; else what is wrong, in a sentence without secrets
   */
  public Optional<String> check() {
    return DatabaseInspection.check(dataSource, CHECK_SECONDS);
  }

  /** Looks at the database, on a connection of its own. */
  public DatabaseState databaseState() {
    return DatabaseInspection.of(unpooled, clock);
  }

  /**
   * Brings the stored tokens of all characters under the first of {@code keys}, while servers that
   * know the same keys go on working. Can be broken off and begun again at any time.
   *
   * @param keys not empty; the first one is the newest, the others open what there is
   * @param progress is told of characters
   * @throws SchemaException if the schema is not up to date
   * @throws IllegalStateException if the database fails; what was done until then stays done
   */
  public RotationReport rotateKeys(List<EncryptionKey> keys, Progress progress) {
    schemaState().upToDateOrRefuse();
    return KeyRotation.run(unpooled, keys, progress);
  }

  /**
   * Under which keys the stored tokens are. Changes nothing.
   *
   * @throws IllegalStateException if the database fails
   */
  public List<UnderKey> tokensUnderKeys() {
    return KeyRotation.underKeys(unpooled);
  }

  /** The clock that says what is due and what is fresh, in UTC. */
  public Clock clock() {
    return clock.withZone(ZoneOffset.UTC);
  }

  @Override
  public Transactions transactions() {
    return stores.transactions();
  }

  @Override
  public Users users() {
    return stores.users();
  }

  @Override
  public Payments payments() {
    return stores.payments();
  }

  @Override
  public Characters characters() {
    return stores.characters();
  }

  @Override
  public Sessions sessions() {
    return stores.sessions();
  }

  @Override
  public OneTimeGrants oneTimeGrants() {
    return stores.oneTimeGrants();
  }

  @Override
  public IdempotentRequests idempotentRequests() {
    return stores.idempotentRequests();
  }

  @Override
  public AllSettings settings() {
    return stores.settings();
  }

  @Override
  public Notifications notifications() {
    return stores.notifications();
  }

  @Override
  public Deliveries deliveries() {
    return stores.deliveries();
  }

  @Override
  public LiveEvents liveEvents() {
    return stores.liveEvents();
  }

  @Override
  public Jobs jobs() {
    return stores.jobs();
  }

  @Override
  public Schedule schedule() {
    return plan.schedule();
  }

  @Override
  public SyncStates syncStates() {
    return stores.syncStates();
  }

  @Override
  public Snapshots snapshots() {
    return stores.snapshots();
  }

  @Override
  public Overviews overviews() {
    return stores.overviews();
  }

  /** What is cached: in the memory of this process, in Redis if there is one, in the database. */
  @Override
  public Cache cache() {
    return cache;
  }

  @Override
  public Leases leases() {
    return stores.leases();
  }

  /** What all processes together may spend, kept in Redis if there is one, else in the database. */
  @Override
  public Budgets budgets() {
    return budgets;
  }

  /** The way of an existing database of the original backend into this one. */
  public PrismaImport prismaImport() {
    return PrismaImport.into(unpooled, this::migrate, clock);
  }

  /** CUIDs. Needs no database. */
  @Override
  public Ids ids() {
    return ids;
  }

  /**
   * An engine that does due work in this process, not started. When the clock jumps by more than
   * four heartbeats, what is being done at that moment may be done twice.
   */
  public Engine engine(DueWorkHandler handler, EngineSettings settings) {
    return plan.engine(handler, settings);
  }

  /** Figures of this process, for whoever watches it. Asks no database. */
  public PersistenceStatistics statistics() {
    Map<String, PersistenceStatistics.Tier> tiers = new HashMap<>();
    for (CacheCounts.Tier tier : CacheCounts.Tier.values()) {
      if (tier != CacheCounts.Tier.REDIS || redis.isPresent()) {
        tiers.put(
            tier.name().toLowerCase(Locale.ROOT),
            new PersistenceStatistics.Tier(cacheCounts.hits(tier), cacheCounts.misses(tier)));
      }
    }
    return new PersistenceStatistics(
        pool.map(ConnectionPool::statistics),
        tiers,
        redis.map(SharedRedis::open),
        plan.statistics());
  }

  /**
   * What is due in the whole database and waits, by one statement.
   *
   * @throws OutageException if the database cannot be asked
   */
  public QueueStatistics queue() {
    return plan.queue();
  }

  /** Stops the engines and closes what was opened. */
  @Override
  public void close() {
    plan.close();
    redis.ifPresent(SharedRedis::close);
    stores.close();
    closeOpened.run();
  }
}
