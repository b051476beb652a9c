package dev.evenomad.bootstrap.doctor;

import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.doctor.Finding.State;
import dev.evenomad.persistence.Persistence;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything that a server needs: at the same time where nothing depends on the other, and
 * at each part for some seconds at most. Changes nothing.
 */
public final class Doctor {

  /** How long each part may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

  private final ServeConfiguration configuration;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Duration patience;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private Doctor(Map<String, String> environment, Clock clock, Duration patience) {
    this.configuration = ServeConfiguration.read(environment);
    this.environment = environment;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Looks at what those variables tell of.
   *
   * @param environment as {@code serve} reads it
   * @param clock of this machine
   * @param patience how long each part may take
   */
  public static Diagnosis examine(Map<String, String> environment, Clock clock, Duration patience) {
    return new Doctor(environment, clock, patience).examine();
  }

  private Diagnosis examine() {
    ServeConfiguration.Parts parts = configuration.parts();
    Optional<Persistence> persistence =
        parts
            .database()
            // As few as can be: the servers may have left no more. Without Redis, about whose use
            // processes decide.
            .map(
                database ->
                    Persistence.open(
                        database.withMaxConnections(2).withRedis(Optional.empty()), clock));
    try {
      CompletableFuture<Finding> database =
          begin(
              DatabaseCheck.PART,
              parts
                  .database()
                  .flatMap(
                      settings ->
                          persistence.map(
                              opened -> new DatabaseCheck(opened, settings.database()))));
      CompletableFuture<Finding> schema =
          database.thenCompose(
              found ->
                  answers(found)
                      ? begin(SchemaCheck.PART, persistence.map(SchemaCheck::new))
                      : CompletableFuture.completedFuture(
                          Finding.skipped(SchemaCheck.PART, "the database has to answer first")));
      CompletableFuture<Finding> keys =
          schema.thenCompose(
              found ->
                  begin(
                      KeysCheck.PART,
                      parts
                          .keys()
                          .map(
                              all ->
                                  new KeysCheck(
                                      all,
                                      persistence.filter(opened -> found.state() == State.OK)))));
      return new Diagnosis(
          Stream.of(
                  begin(
                      ConfigurationCheck.PART, Optional.of(new ConfigurationCheck(configuration))),
                  database,
                  schema,
                  keys,
                  begin(RedisCheck.PART, redis(parts)),
                  begin(SsoCheck.PART, parts.sso().map(sso -> new SsoCheck(sso, clock))),
                  begin(EsiCheck.PART, parts.esi().map(esi -> new EsiCheck(esi, clock))),
                  begin(FcmCheck.PART, parts.fcm().map(fcm -> new FcmCheck(fcm, clock))),
                  begin(WebPushCheck.PART, webPush(parts)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList());
    } finally {
      executor.shutdownNow();
      persistence.ifPresent(Persistence::close);
    }
  }

  private Optional<RedisCheck> redis(ServeConfiguration.Parts parts) {
    return ServeConfiguration.tellsOfRedis(environment)
        ? parts.redis().map(url -> new RedisCheck(Optional.of(url)))
        : Optional.of(new RedisCheck(Optional.empty()));
  }

  private Optional<WebPushCheck> webPush(ServeConfiguration.Parts parts) {
    return ServeConfiguration.tellsOfWebPush(environment)
        ? parts.webPush().map(web -> new WebPushCheck(Optional.of(web)))
        : Optional.of(new WebPushCheck(Optional.empty()));
  }

  private static boolean answers(Finding database) {
    return database.state() == State.OK || database.state() == State.WARNING;
  }

  /** Empty if the configuration does not tell of that part. */
  private CompletableFuture<Finding> begin(String part, Optional<? extends Check> check) {
    return check
        .map(
            known ->
                CompletableFuture.supplyAsync(() -> run(part, known), executor)
                    .completeOnTimeout(
                        Finding.problem(
                            part,
                            "no answer within " + patience.toSeconds() + " s",
                            "see that the network lets this machine through; try again"),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    Finding.skipped(part, "the configuration has to be right first")));
  }

  private static Finding run(String part, Check check) {
    try {
      return check.run();
    } catch (RuntimeException e) {
      LOG.debug("looking at {} failed", part, e);
      // Without its message, which nobody has looked through for secrets.
      return Finding.problem(
          part, "could not be looked at: " + e.getClass().getSimpleName(), "try again");
    }
  }
}
