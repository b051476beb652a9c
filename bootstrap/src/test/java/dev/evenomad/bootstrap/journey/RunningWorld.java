package dev.evenomad.bootstrap.journey;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.http.contract.ApiContract;
import dev.evenomad.testkit.time.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Database, sandbox and server on one clock that only the test moves. Tests share it and so use
 * pilots of their own.
 */
final class RunningWorld implements AutoCloseable {

  static final URI APP = URI.create("evenomad://callback");
  static final int GUNNERY = 3300;
  static final int MECHANICS = 3392;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final SettableClock clock =
      SettableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(250));
  private final LocalWorld local;
  final String jdbcUrl;
  final Sandbox sandbox;
  final NomadServer server;

  RunningWorld() {
    this(Optional.empty());
  }

  /** Keeps database and keys in {@code folder}. */
  RunningWorld(Optional<Path> folder) {
    local =
        new LocalWorld(new LocalWorldSettings(folder, 0, 0, Set.of(APP), clock, new FirstPilots()));
    jdbcUrl = local.startDatabase().jdbcUrl();
    sandbox = local.startSandbox();
    server = local.startServer();
  }

  World world() {
    return sandbox.world();
  }

  NomadServer anotherServer() {
    return local.startServer();
  }

  /** One more server, as the environment configures it, with that variable changed. */
  NomadServer anotherServer(String variable, String value) {
    URI url = URI.create("http://127.0.0.1:" + NomadProcess.freePort());
    Map<String, String> environment = new HashMap<>(local.environment(url));
    environment.put(variable, value);
    if (!(ServeConfiguration.read(environment) instanceof ServeConfiguration.Complete complete)) {
      throw new IllegalArgumentException(variable + " is not usable");
    }
    return NomadServer.start(complete.settings(), clock);
  }

  /** What another server at that address needs. */
  Map<String, String> environment(URI url) {
    return local.environment(url);
  }

  Phone phone() {
    return phoneAt(server);
  }

  /** A phone that holds every answer of that server against the API document. */
  static Phone phoneAt(NomadServer server) {
    return new Phone(server.uri(), APP, ApiContract.builtIn()::check);
  }

  /** A new pilot, on an EVE account of their own, who trains Gunnery V for so long. */
  long pilotTraining(Duration time) {
    int number = NUMBERS.incrementAndGet();
    long id =
        world()
            .pilots()
            .create(
                new NewPilot(
                    "Test Pilot " + number,
                    Optional.empty(),
                    Optional.of("account-" + number),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(GUNNERY, 4)))
            .characterId();
    // What comes behind keeps the end of the queue out of the story.
    world()
        .pilots()
        .train(
            id,
            List.of(
                PlannedTraining.lasting(GUNNERY, 5, time),
                PlannedTraining.lasting(MECHANICS, 1, Duration.ofDays(90))),
            false);
    return id;
  }

  /** Signs in, on a device if there is a push token. */
  JsonNode signIn(Phone phone, long pilot, String... pushToken) {
    JsonNode session = phone.signIn(pilot, Optional.empty());
    for (String token : pushToken) {
      phone.put("/v1/sessions/current/device", Map.of("type", "android", "pushToken", token), 204);
    }
    return session;
  }

  /** Lets so much time pass at once, and waits until everything is done that is due by then. */
  void pass(Duration time) {
    PlannedWork work = PlannedWork.on(jdbcUrl);
    clock.advance(time);
    work.awaitDone(clock.instant());
    while (work.isNear(clock.instant())) {
      clock.advance(PlannedWork.moment());
      work.awaitDone(clock.instant());
    }
  }

  void awaitSync(Phone phone, long pilot) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> phone.get("/v1/characters/" + pilot + "/skill-queue").path("asOf").isTextual());
  }

  JsonNode awaitNotification(Phone phone, String status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> phone.get("/v1/notifications?status=" + status).path("items"),
            items -> !items.isEmpty())
        .get(0);
  }

  /** The messages that FCM has accepted for that device, as soon as there is one. */
  List<PushMessage> awaitPush(String pushToken) {
    return world()
        .push()
        .messages()
        .awaitAfter(0, message -> message.target().equals(pushToken), PATIENCE)
        .stream()
        .map(Journal.Entry::event)
        .toList();
  }

  List<PushMessage> pushes(String pushToken) {
    return world()
        .push()
        .messages()
        .after(0, message -> message.target().equals(pushToken))
        .stream()
        .map(Journal.Entry::event)
        .toList();
  }

  @Override
  public void close() {
    local.close();
  }
}
