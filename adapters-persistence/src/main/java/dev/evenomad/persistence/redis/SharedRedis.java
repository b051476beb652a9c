package dev.evenomad.persistence.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis as all processes share it, and the agreement among them whether it is used. Redis is never
 * needed: it may be away, slow, empty or full of nonsense at any time. Thread-safe.
 *
 * <p>Time is divided into eras, which a row in PostgreSQL tells of. All keys carry the name of the
 * era, so what an earlier one left in Redis is never looked at, and expires by itself. A process
 * that loses touch with Redis, if only for a moment, ends the era: the next one is in Redis if it
 * answers, else in PostgreSQL alone, for half a minute at least. Every process looks at the row
 * each half second, and goes by nothing that it saw more than {@link #VALID} ago; nobody relies on
 * a new era before it is {@link #GRACE} old. So no process is in one era while another relies on
 * the next, whatever their clocks say: ages are the database's, spans the processes' own.
 */
public final class SharedRedis implements AutoCloseable {

  /** How long an answer of Redis may take, which is what a dead one costs those who just asked. */
  static final Duration TIMEOUT = Duration.ofMillis(200);

  /** How long all calls wait when an era ends on whose completeness they rely. */
  public static final Duration GRACE = Duration.ofSeconds(3);

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(700);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration VALID = Duration.ofSeconds(2);
  private static final Duration CALM = Duration.ofSeconds(30);

  private static final int MAX_WAITING_COMMANDS = 10_000;
  private static final String CHANNEL = "nomad:news";

  private static final Logger LOG = LoggerFactory.getLogger(SharedRedis.class);

  private final RedisUrl url;
  private final RedisClient client;
  private final Eras eras;
  private final Supplier<String> names;
  private final String self;
  private final ScheduledExecutorService looking;
  private final List<Runnable> beforeLooks = new CopyOnWriteArrayList<>();
  private final List<Runnable> onNewEras = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> onNews = new CopyOnWriteArrayList<>();
  private volatile @Nullable Known known;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private @Nullable StatefulRedisPubSubConnection<String, String> subscription;
  private volatile String lost = "";
  private volatile boolean closing;

  private SharedRedis(RedisUrl url, DataSource dataSource, Supplier<String> names) {
    this.url = url;
    this.client = RedisClient.create(url.uri(TIMEOUT));
    this.eras = new Eras(dataSource);
    this.names = names;
    this.self = names.get();
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("nomad-redis").daemon().factory());
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MAX_WAITING_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
            .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
            .build());
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
            Known last = known;
            if (last != null) {
              lose(last.era.name());
            }
          }
        });
  }

  /**
   * Looks after that Redis, from now on and in the background, whether it is there or not.
   *
   * @param dataSource of the database that all processes share
   * @param names a source of texts that are different from each other
   */
  public static SharedRedis open(RedisUrl url, DataSource dataSource, Supplier<String> names) {
    SharedRedis redis = new SharedRedis(url, dataSource, names);
    // It ends with the executor, and what fails in it is seen to there.
    ScheduledFuture<?> _ =
        redis.looking.scheduleWithFixedDelay(
            redis::lookAgain, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return redis;
  }

  /** Runs {@code action} each half second, and before an era ends or is seen to have ended. */
  public void beforeLook(Runnable action) {
    beforeLooks.add(action);
  }

  /** Runs {@code action} when this process comes to know of a new era. */
  public void onNewEra(Runnable action) {
    onNewEras.add(action);
  }

  /** Hands {@code listener} the news of other processes. Some may be lost when an era ends. */
  public void onNews(Consumer<String> listener) {
    onNews.add(listener);
  }

  /**
   * Where things are at this moment.
   *
   * @throws IllegalStateException if the database cannot tell
   */
  public Place place() {
    Known last = known;
    if (last == null || System.nanoTime() - last.askedAt > VALID.toNanos()) {
      last = look();
    }
    if (last.era.inRedis() && last.era.name().equals(lost)) {
      return new Place.Moving(GRACE);
    }
    long wait = last.settledAt - System.nanoTime();
    if (wait > 0) {
      return new Place.Moving(Duration.ofNanos(wait));
    }
    return last.era.inRedis() ? new Place.InRedis(last.era.name()) : new Place.InPostgres();
  }

  /**
   * The era in whose books of Redis changes belong, settled or not; empty if there is none.
   *
   * @throws IllegalStateException if the database cannot tell
   */
  public Optional<String> eraToWrite() {
    place();
    Known last = known;
    return Optional.ofNullable(last)
        .map(Known::era)
        .filter(era -> era.inRedis() && !era.name().equals(lost))
        .map(Era::name);
  }

  /**
   * What Redis says; empty if it does not, in time or in the expected form, which ends the era.
   * Whether it did what it was asked to is not known then.
   */
  public <T> Optional<T> ask(String era, Function<RedisCommands<String, String>, T> question) {
    StatefulRedisConnection<String, String> open = connection;
    try {
      if (open != null) {
        return Optional.of(question.apply(open.sync()));
      }
    } catch (RedisException e) {
      // Without its message, which may quote what is in Redis.
      LOG.debug("{} failed: {}", url, e.getClass().getSimpleName());
    }
    lose(era);
    return Optional.empty();
  }

  /** Tells the other processes. */
  public void tell(String era, String news) {
    ask(era, commands -> commands.publish(CHANNEL, self + " " + news));
  }

  private void lose(String era) {
    if (closing || era.equals(lost)) {
      return;
    }
    lost = era;
    try {
      looking.execute(this::lookAgain);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  private void lookAgain() {
    try {
      lookNow();
    } catch (RuntimeException e) {
      LOG.debug("the era could not be looked at", e);
    }
  }

  private synchronized Known look() {
    Known last = known;
    return last == null || System.nanoTime() - last.askedAt > VALID.toNanos() ? lookNow() : last;
  }

  private synchronized Known lookNow() {
    long askedAt = System.nanoTime();
    beforeLooks.forEach(Runnable::run);
    try {
      Era era = eras.current();
      boolean gone = era.inRedis() && (era.name().equals(lost) || !connected());
      boolean back = !era.inRedis() && era.age().compareTo(CALM) > 0 && answers();
      if (gone || back) {
        eras.end(era, names.get(), back || answers());
        era = eras.current();
      }
      return know(new Known(era, askedAt, System.nanoTime() + GRACE.minus(era.age()).toNanos()));
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not say whether Redis is used", e);
    }
  }

  private Known know(Known now) {
    Known before = known;
    known = now;
    if (before == null || !before.era.name().equals(now.era.name())) {
      if (before != null || now.era.inRedis()) {
        LOG.info(
            "{} is {}", url, now.era.inRedis() ? "used" : "not used; PostgreSQL serves instead");
      }
      onNewEras.forEach(Runnable::run);
    }
    return now;
  }

  private boolean answers() {
    StatefulRedisConnection<String, String> open = connected() ? connection : null;
    try {
      return open != null && "PONG".equals(open.sync().ping());
    } catch (RedisException e) {
      return false;
    }
  }

  /** Whether there are connections, which look after themselves once they are open. */
  private boolean connected() {
    if (connection != null) {
      return true;
    }
    try {
      if (subscription == null) {
        subscription = subscribed();
      }
      connection = client.connect();
      return true;
    } catch (RedisException e) {
      LOG.debug("{} cannot be reached: {}", url, e.getClass().getSimpleName());
      return false;
    }
  }

  private StatefulRedisPubSubConnection<String, String> subscribed() {
    StatefulRedisPubSubConnection<String, String> opened = client.connectPubSub();
    opened.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            hear(message);
          }
        });
    try {
      opened.sync().subscribe(CHANNEL);
      return opened;
    } catch (RedisException e) {
      opened.close();
      throw e;
    }
  }

  private void hear(String message) {
    String[] parts = message.split(" ", 2);
    if (parts.length == 2 && !parts[0].equals(self)) {
      onNews.forEach(listener -> listener.accept(parts[1]));
    }
  }

  /** Whether there is a connection to Redis at this moment. Asks nobody. */
  public boolean open() {
    StatefulRedisConnection<String, String> last = connection;
    return last != null && last.isOpen();
  }

  /** Lets go of Redis, after what has to be done before a look. */
  @Override
  public void close() {
    closing = true;
    looking.shutdown();
    try {
      beforeLooks.forEach(Runnable::run);
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  /**
   * What this process knows.
   *
   * @param askedAt when it asked, by {@link System#nanoTime}
   * @param settledAt from when on the era is old enough for everybody to know of it
   */
  private record Known(Era era, long askedAt, long settledAt) {}
}
