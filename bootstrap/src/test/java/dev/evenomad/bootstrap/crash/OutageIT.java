package dev.evenomad.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose database is away for a while, and one that is told to stop while FCM does not
 * answer. {@code -Dnomad.away=PT1M} takes the database away for a minute.
 */
final class OutageIT {

  private static final Duration AWAY = Duration.parse(System.getProperty("nomad.away", "PT8S"));

  /** What README says, and some time for a slow machine. */
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(15 + 10);

  /** Time to sign in and to be read. */
  private static final Duration KNOWN_AHEAD = Duration.ofSeconds(15);

  private static final int GUNNERY = 3300;
  private static final int MECHANICS = 3392;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final LocalWorld local = new LocalWorld(LocalWorldSettings.temporary(Set.of(Pilot.APP)));
  private final Records records = new Records(new NewDatabase(local.startDatabase().jdbcUrl()));
  private final World world = local.startSandbox().world();
  @TempDir private Path folder;
  private ServerPlace place;

  @BeforeEach
  void begin() throws InterruptedException {
    place = new ServerPlace(0, folder, Duration.ZERO, local::environment);
    place.begin();
    place.awaitServing();
  }

  @AfterEach
  void end() throws IOException {
    try (local) {
      place.close();
    }
  }

  @Test
  void aServerWithoutItsDatabaseSaysSoAndRecoversByItself() throws InterruptedException {
    Instant finish = Instant.now().plus(KNOWN_AHEAD);
    Pilot pilot = pilotTrainingUntil(finish);
    awaitMoment(finish.minusSeconds(2));
    assertThat(status("/health/readiness")).isEqualTo(200);

    place.database.cut();
    NomadProcess.patiently().until(() -> status("/health/readiness") == 503);
    assertThat(status("/health/liveness")).isEqualTo(200);
    awaitMoment(finish.minusSeconds(2).plus(AWAY));
    assertThat(status("/health/readiness")).isEqualTo(503);
    place.database.heal();

    NomadProcess.patiently().until(() -> status("/health/readiness") == 200);
    NomadProcess.patiently().untilAsserted(() -> assertThat(accepted(pilot)).isPositive());
    NomadProcess.patiently().until(() -> records.openJobs().isEmpty());
    assertThat(accepted(pilot)).isEqualTo(1);
    assertThat(place.unexpectedEnds()).isZero();
  }

  @Test
  void aServerMayBeThereBeforeItsDatabase() throws IOException, InterruptedException {
    try (ServerPlace other = new ServerPlace(1, folder, Duration.ZERO, local::environment)) {
      other.database.cut();
      other.begin();
      NomadProcess.patiently().until(() -> status(other, "/health/liveness") == 200);

      assertThat(status(other, "/health/readiness")).isEqualTo(503);
      assertThat(status(other, "/v1/me")).isEqualTo(503);
      assertThat(other.now().out()).doesNotContain(ServerPlace.READY);
      other.database.heal();

      other.awaitServing();
      assertThat(status(other, "/health/readiness")).isEqualTo(200);
      assertThat(status(other, "/v1/me")).isEqualTo(401);
      assertThat(other.unexpectedEnds()).isZero();
      assertThat(other.now().err()).contains("waiting: the database cannot be reached");
    }
  }

  @Test
  void aServerThatIsToldToStopHandsBackWhatDoesNotEnd() throws IOException, InterruptedException {
    world
        .faults()
        .add(
            new Fault(
                FaultTarget.FCM,
                "*",
                new Fault.Effect.Hang(Duration.ofMinutes(5)),
                Fault.Phase.BEFORE,
                Optional.of(1)));
    Pilot pilot = pilotTrainingUntil(Instant.now().plus(KNOWN_AHEAD));
    NomadProcess.patiently()
        .until(() -> records.openJobs().stream().anyMatch(job -> job.contains("processing")));

    Instant told = Instant.now();
    place.now().terminate();
    place.now().exitCode();

    assertThat(Duration.between(told, Instant.now())).isLessThan(TIME_TO_STOP);
    assertThat(accepted(pilot)).isZero();
    assertThat(records.picked()).isEmpty();
    try (ServerPlace other = new ServerPlace(1, folder, Duration.ZERO, local::environment)) {
      other.begin();
      other.awaitServing();
      NomadProcess.patiently().untilAsserted(() -> assertThat(accepted(pilot)).isEqualTo(1));
      NomadProcess.patiently().until(() -> records.openJobs().isEmpty());
    }
  }

  /** Somebody whose training is known, and ends then. */
  private Pilot pilotTrainingUntil(Instant finish) {
    long id =
        world
            .pilots()
            .create(
                new NewPilot(
                    "Test Pilot",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(GUNNERY, 4)))
            .characterId();
    world
        .pilots()
        .train(
            id,
            List.of(
                PlannedTraining.lasting(GUNNERY, 5, Duration.between(Instant.now(), finish)),
                PlannedTraining.lasting(MECHANICS, 1, Duration.ofDays(90))),
            false);
    Pilot pilot = Pilot.signedIn(id, 1, place.uri);
    NomadProcess.patiently().until(() -> records.pilotsRead() == 1);
    assertThat(Instant.now()).as("read in time").isBefore(finish);
    return pilot;
  }

  private static void awaitMoment(Instant moment) throws InterruptedException {
    Thread.sleep(Duration.between(Instant.now(), moment).plusMillis(1));
  }

  private long accepted(Pilot pilot) {
    return world
        .push()
        .messages()
        .after(0, message -> pilot.phones().contains(message.target()))
        .size();
  }

  private int status(String path) {
    return status(place, path);
  }

  private static int status(ServerPlace place, String path) {
    try {
      URI uri = place.uri.resolve(path);
      return HTTP.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
