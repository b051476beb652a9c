package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.esi.RateGroup;
import dev.evenomad.bootstrap.sandbox.game.NewPilot;
import dev.evenomad.bootstrap.sandbox.game.PlannedTraining;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.web.Calls;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three server processes at one address, on one database, keep ESI's limits together. Each of them
 * alone could not: what it does not know of the others is as much as they may spend. It needs some
 * minutes of a processor, so that it is no part of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=ThreeServersTrial -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 */
final class ThreeServersTrial {

  private static final int SERVERS = 3;
  private static final int PILOTS = 50;

  /** What ESI allows in a minute. */
  private static final int ERRORS = 100;

  private static final int INJECTED_429 = 6;
  private static final int INJECTED_502 = 6;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  /** ESI may be asked for skills and mails again. */
  private static final Duration STALE = Duration.ofSeconds(61);

  /** By then all skills, mails and orders are due, and every limit has forgotten what was. */
  private static final Duration LONG = Duration.ofMinutes(25);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static final List<NomadProcess> PROCESSES = new ArrayList<>();
  private static final List<URI> URIS = new ArrayList<>();

  private static SharedClock clock;
  private static LocalWorld local;
  private static World world;
  private static String jdbcUrl;
  private static List<Pilot> pilots;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    clock = SharedClock.in(folder.resolve("clock"));
    // Not the time of the daily downtime.
    clock.set(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(13)));
    local =
        new LocalWorld(
            new LocalWorldSettings(
                Optional.empty(), 0, 0, Set.of(RunningWorld.APP), clock, new FirstPilots()));
    jdbcUrl = local.startDatabase().jdbcUrl();
    world = local.startSandbox().world();
    for (int i = 0; i < SERVERS; i++) {
      URIS.add(URI.create("http://127.0.0.1:" + NomadProcess.freePort()));
      Map<String, String> environment = new HashMap<>(local.environment(URIS.get(i)));
      // All pilots are at one address.
      environment.put("RATE_LIMITS", "off");
      PROCESSES.add(
          new NomadProcess(
              Files.createDirectories(folder.resolve("server-" + i)),
              environment,
              ServeByClock.class,
              folder.resolve("clock").toString()));
    }
    PROCESSES.forEach(process -> process.awaitOutput("nomad serves at"));
    pilots = signedIn();
    pass(Duration.ZERO);
  }

  private static List<Pilot> signedIn() throws InterruptedException {
    List<Callable<Pilot>> signIns = new ArrayList<>();
    for (int i = 0; i < PILOTS; i++) {
      long id = world.pilots().create(pilot("Pilot " + i)).characterId();
      URI server = URIS.get(i % SERVERS);
      signIns.add(() -> Pilot.signedIn(id, server));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * SERVERS)) {
      return threads.invokeAll(signIns).stream().map(Future::resultNow).toList();
    }
  }

  private static NewPilot pilot(String name) {
    return new NewPilot(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(RunningWorld.GUNNERY, 4));
  }

  @AfterAll
  static void stop() {
    PROCESSES.forEach(NomadProcess::close);
    local.close();
  }

  @Test
  void theyKeepTheLimitsTogetherAndReadEverythingInTheEnd() {
    theLastTokensOfAPilotAreSpentOnce();
    whenOneIsToldToWaitForAPilotAllWait();
    whenOneIsStoppedAllStop();
    theErrorsOfAMinuteAreFarFromTheLimit();
    whenOneIsStoppedAllStop();

    Instant repaired = clock.instant();
    pass(LONG);
    readSince(repaired, "skills", "mail", "market_orders");
    assertThat(
            new NewDatabase(jdbcUrl)
                .query(
                    "SELECT character_id, kind FROM sync_state"
                        + " WHERE failures > 0 OR last_success IS NULL"))
        .isEmpty();
    assertThat(answered(420)).isEqualTo(2);
    assertThat(answered(429)).isEqualTo(INJECTED_429);
  }

  private static void theLastTokensOfAPilotAreSpentOnce() {
    pass(STALE);
    List<Pilot> poor = pilots.subList(PILOTS - 12, PILOTS);
    for (Pilot pilot : poor) {
      learns(pilot);
      // What skills and queue cost together, both having changed.
      world.esi().leaveTokens(RateGroup.CHAR_DETAIL, pilot.id, 4);
    }
    long before = world.requests().lastNumber();

    for (int round = 0; round < SERVERS; round++) {
      for (int i = 0; i < poor.size(); i++) {
        poor.get(i).wantsToBeRead(round + i);
      }
      awaitRest();
      pass(STALE);
    }

    assertThat(answered(429)).isZero();
    assertThat(esiRequestsAfter(before))
        .filteredOn(path -> path.contains("/skill"))
        .hasSize(2 * poor.size());
  }

  private static void learns(Pilot pilot) {
    world
        .pilots()
        .train(
            pilot.id,
            List.of(
                PlannedTraining.finishingIn(RunningWorld.GUNNERY, 5, Duration.ZERO),
                PlannedTraining.lasting(RunningWorld.MECHANICS, 1, Duration.ofDays(90))),
            false);
    world.pilots().login(pilot.id);
  }

  private static void whenOneIsToldToWaitForAPilotAllWait() {
    List<Pilot> some = pilots.subList(0, INJECTED_429);
    List<String> mails = some.stream().map(ThreeServersTrial::mailTo).toList();
    pass(STALE);
    strike("/characters/*/mail", 429, Optional.of(INJECTED_429), RETRY_AFTER);
    for (int i = 0; i < INJECTED_429; i++) {
      some.get(i).wantsToBeRead(i);
    }
    awaitRest();
    assertThat(answered(429)).isEqualTo(INJECTED_429);
    long before = world.requests().lastNumber();

    for (int server = 0; server < SERVERS; server++) {
      for (int i = 0; i < INJECTED_429; i++) {
        assertThat(some.get(i).opens(mails.get(i), server)).isEqualTo(503);
      }
    }

    assertThat(esiRequestsAfter(before)).isEmpty();
    pass(RETRY_AFTER);
    for (int i = 0; i < INJECTED_429; i++) {
      assertThat(some.get(i).opens(mails.get(i), i)).isEqualTo(200);
    }
  }

  private static void whenOneIsStoppedAllStop() {
    long stops = answered(420);
    pass(STALE);
    // ESI asks to wait until its minute is over.
    clock.set(nextMinute());
    strike("*", 420, Optional.of(1));
    pilots.getFirst().wantsToBeRead(0);
    awaitRest();
    assertThat(answered(420)).isEqualTo(stops + 1);
    // The others look once a second.
    clock.advance(Duration.ofSeconds(1));
    long before = world.requests().lastNumber();

    List<Pilot> some = pilots.subList(0, 6 * SERVERS);
    for (int i = 0; i < some.size(); i++) {
      some.get(i).wantsToBeRead(i);
    }
    awaitRest();

    assertThat(esiRequestsAfter(before)).isEmpty();
    pass(MINUTE);
    assertThat(esiRequestsAfter(before)).hasSizeGreaterThanOrEqualTo(some.size());
  }

  private static void theErrorsOfAMinuteAreFarFromTheLimit() {
    strike("/characters/*/orders", 502, Optional.of(INJECTED_502));
    strike("/characters/*/orders", 404, Optional.empty());
    Instant before = clock.instant();
    clock.set(nextMinute().plus(LONG));
    Instant minute = nextMinute();

    // Everybody's orders are due now, and once more after half a minute.
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(35));

    assertThat(clock.instant()).as("the same minute").isBefore(minute);
    assertThat(answered(502)).isEqualTo(INJECTED_502);
    assertThat(answered(502) + answered(404)).isBetween(ERRORS / 4L, ERRORS / 2L);
    // All else is read, also of those who had no tokens left.
    readSince(before, "skills", "mail");
    for (int minutes = 0; minutes < 3; minutes++) {
      pass(MINUTE);
    }
    assertThat(answered(404)).isGreaterThan(ERRORS / 2);
    assertThat(answered(420)).as("but for the one that was injected").isEqualTo(1);
    world.faults().clear();
  }

  /** Everybody's data of these kinds. */
  private static void readSince(Instant time, String... kinds) {
    assertThat(
            new NewDatabase(jdbcUrl)
                .query(
                    "SELECT character_id, kind, failures, last_success FROM sync_state"
                        + " WHERE last_success < '%s' AND kind IN ('%s')"
                            .formatted(time, String.join("', '", kinds))))
        .isEmpty();
  }

  private static Instant nextMinute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
  }

  private static void pass(Duration time) {
    clock.advance(time);
    awaitRest();
    while (PlannedWork.on(jdbcUrl).isNear(clock.instant())) {
      clock.advance(PlannedWork.moment());
      awaitRest();
    }
  }

  private static void awaitRest() {
    PlannedWork.on(jdbcUrl).awaitDone(clock.instant());
  }

  private static void strike(String path, int status, Optional<Integer> times) {
    strike(path, new Fault.Effect.Answer(status, Optional.empty(), Optional.empty()), times);
  }

  private static void strike(
      String path, int status, Optional<Integer> times, Duration retryAfter) {
    strike(path, new Fault.Effect.Answer(status, Optional.empty(), Optional.of(retryAfter)), times);
  }

  private static void strike(String path, Fault.Effect effect, Optional<Integer> times) {
    world.faults().add(new Fault(FaultTarget.ESI, path, effect, Fault.Phase.BEFORE, times));
  }

  private static long answered(int status) {
    return world.calls().all().stream()
        .filter(call -> call.status() == status)
        .mapToLong(Calls.Count::count)
        .sum();
  }

  private static List<String> esiRequestsAfter(long number) {
    return world.requests().after(number, request -> request.site().equals("esi")).stream()
        .map(entry -> entry.event().path())
        .toList();
  }

  /** Where a mail that somebody sends is shown. */
  private static String mailTo(Pilot pilot) {
    return "/v1/characters/%d/mail/%d"
        .formatted(
            pilot.id,
            world
                .mailboxes()
                .deliver(
                    pilot.id, FirstPilots.MARA, Recipient.character(pilot.id), "Fuel", "At 19:00.")
                .mailId());
  }

  /** Somebody who is signed in, at every server. */
  private record Pilot(long id, String token) {

    static Pilot signedIn(long id, URI server) {
      try (Phone phone = new Phone(server, RunningWorld.APP)) {
        JsonNode session = phone.signIn(id, Optional.empty());
        return new Pilot(id, session.path("token").asText());
      }
    }

    /** Tells one of the servers, counted round. */
    void wantsToBeRead(int server) {
      assertThat(call("POST", server, "/v1/characters/" + id + "/sync")).isEqualTo(202);
    }

    /** What one of the servers, counted round, answers. */
    int opens(String mail, int server) {
      return call("GET", server, mail);
    }

    private int call(String method, int server, String path) {
      HttpRequest request =
          HttpRequest.newBuilder(URIS.get(server % SERVERS).resolve(path))
              .timeout(Duration.ofSeconds(10))
              .header("Authorization", "Bearer " + token)
              .method(method, BodyPublishers.noBody())
              .build();
      try {
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
