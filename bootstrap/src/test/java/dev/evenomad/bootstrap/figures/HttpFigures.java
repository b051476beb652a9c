package dev.evenomad.bootstrap.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.Main;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.bootstrap.figures.LoadProcess.Load;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.vault.EncryptionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How many requests one server process answers per second over 64 connections, how long each takes,
 * and what that costs, next to a bare "hello" of the same server in the same run: liveness, which
 * goes the same way through the server and its filters, and answers without looking at anything.
 * Every kind of request is measured in turns with the others, after a warm-up. PostgreSQL puts
 * every commit on the disk, the requests come from another process, and all share the machine.
 *
 * <p>No part of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=HttpFigures -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.users=} takes another number of users, {@code -Dnomad.connections=} of
 * connections; {@code -Dnomad.seconds=} measures for so long after a warm-up of {@code
 * -Dnomad.warm-up=}, {@code -Dnomad.rounds=} so often, and {@code -Dnomad.jfr=} names a file for a
 * recording of the server.
 */
final class HttpFigures {

  static final String HELLO = "hello";

  private static final List<String> KINDS =
      List.of(
          HELLO, "characters", "notifications", "settings", "read", "overview", "overview-of-70");

  private static final int CONNECTIONS = Integer.getInteger("nomad.connections", 64);
  private static final int ROUNDS = Integer.getInteger("nomad.rounds", 2);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("nomad.seconds", 10));

  /** Until then the JVM has compiled what matters. */
  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("nomad.warm-up", 20));

  private static final int BUSIEST = 6;

  /** What lets every request through, however many there are: everything comes from one address. */
  private static final Map<String, String> WITHOUT_LIMITS = Map.of("RATE_LIMITS", "off");

  private final DurableDatabase database = DurableDatabase.start();
  private final String jwtSecret = random();
  private final int port = NomadProcess.freePort();
  private final Map<String, List<Measured>> measured = new LinkedHashMap<>();

  @Test
  void requestsPerSecond() throws Exception {
    assertThat(measure()).hasSameSizeAs(KINDS);
  }

  List<Figure> measure() throws Exception {
    Path requests = Files.createTempDirectory("eve-nomad-requests");
    SandboxSettings eve =
        SandboxSettings.of(FcmMain.CLIENT, FcmMain.CLIENT, List.of(FcmMain.CALLBACK)).unseeded();
    try (database;
        Sandbox sandbox = Sandbox.start(eve)) {
      System.out.println(database.settings());
      System.out.printf(
          Locale.ROOT,
          "%d processors for everything, %d connections, %d rounds of %d s%n",
          Runtime.getRuntime().availableProcessors(),
          CONNECTIONS,
          ROUNDS,
          TIME.toSeconds());
      HttpPopulation population = new HttpPopulation(database, Secret.of(jwtSecret));
      population.settle();
      population.writeRequests(requests);
      try (JavaProcess server =
              new JavaProcess(environment(sandbox), HttpFigures::complaint, Main.class, "serve");
          LoadProcess load = new LoadProcess(port, CONNECTIONS, requests)) {
        server.await(Crowd.READY);
        for (String kind : KINDS) {
          load.run(kind, WARM_UP);
        }
        for (int round = 0; round < ROUNDS; round++) {
          for (String kind : KINDS) {
            measure(kind, server, load);
          }
        }
        System.out.printf(
            Locale.ROOT,
            "server: resident %,d MB; heap %s%n",
            server.residentMegabytes(),
            server.heapAfterCollection());
      }
      return report();
    } finally {
      for (String kind : KINDS) {
        Files.deleteIfExists(requests.resolve(kind));
      }
      Files.delete(requests);
    }
  }

  private static void complaint(String line) {
    if (line.contains(" WARN ") || line.contains(" ERROR ")) {
      System.out.println(line);
    }
  }

  private Map<String, String> environment(Sandbox sandbox) {
    Map<String, String> environment = new HashMap<>(WITHOUT_LIMITS);
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("ENCRYPTION_KEY", random());
    environment.put("JWT_SECRET", jwtSecret);
    environment.put("EVE_CLIENT_ID", FcmMain.CLIENT);
    environment.put("EVE_CLIENT_SECRET", FcmMain.CLIENT);
    environment.put("FCM_CREDENTIALS", sandbox.serviceAccountJson());
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", Integer.toString(port));
    environment.put("PUBLIC_URL", "http://127.0.0.1");
    environment.put("EVE_SSO_URL", sandbox.ssoBase().toString());
    environment.put("ESI_URL", sandbox.esiBase().toString());
    environment.put("FCM_URL", sandbox.fcmBase().toString());
    String recording = System.getProperty("nomad.jfr");
    if (recording != null) {
      environment.put(
          "JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    return environment;
  }

  private static String random() {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void measure(String kind, JavaProcess server, LoadProcess load) throws Exception {
    database.forgetStatements();
    Cpu before = new Cpu(server.cpu(), database.cpu(), load.cpu());
    Load result = load.run(kind, TIME);
    Cpu used = new Cpu(server.cpu(), database.cpu(), load.cpu()).minus(before);
    assertThat(result.answered()).as(kind).isPositive();
    double statements = (double) database.statements() / result.answered();
    Measured one = new Measured(result, used, statements);
    measured.computeIfAbsent(kind, all -> new ArrayList<>()).add(one);
    System.out.println(one.line(kind, perSecond(roundsOf(HELLO))));
    if (roundsOf(kind).size() == 1) {
      database
          .busiest(BUSIEST, result.answered())
          .forEach(line -> System.out.println("    " + line));
    }
  }

  private List<Measured> roundsOf(String kind) {
    return measured.getOrDefault(kind, List.of());
  }

  private List<Figure> report() {
    double hello = perSecond(roundsOf(HELLO));
    System.out.println("all rounds together:");
    measured.forEach(
        (kind, rounds) -> System.out.println(Measured.together(rounds).line(kind, hello)));
    StringBuilder json = new StringBuilder("{");
    measured.forEach(
        (kind, rounds) ->
            json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(kind)
                .append("\":")
                .append(Measured.together(rounds).json(hello)));
    System.out.println(json.append('}'));
    return measured.entrySet().stream()
        .map(
            kind ->
                new Figure("http", kind.getKey(), perSecond(kind.getValue()), "bare HTTP", hello))
        .toList();
  }

  private static double perSecond(List<Measured> rounds) {
    return Measured.together(rounds).perSecond();
  }

  /** What of the processor was used by whom. */
  private record Cpu(Duration server, Duration postgres, Duration load) {
    Cpu minus(Cpu before) {
      return new Cpu(
          server.minus(before.server), postgres.minus(before.postgres), load.minus(before.load));
    }

    Cpu plus(Cpu other) {
      return new Cpu(
          server.plus(other.server), postgres.plus(other.postgres), load.plus(other.load));
    }
  }

  /** What came of requests of one kind, and what they cost. */
  private record Measured(Load load, Cpu cpu, double statements) {

    /** The rounds as one; the worse of their quantiles. */
    static Measured together(List<Measured> rounds) {
      return rounds.stream().reduce(Measured::and).orElseThrow();
    }

    private Measured and(Measured other) {
      long answered = load.answered() + other.load.answered();
      return new Measured(
          new Load(
              answered,
              load.errors() + other.load.errors(),
              load.seconds() + other.load.seconds(),
              longer(load.median(), other.load.median()),
              longer(load.p99(), other.load.p99()),
              longer(load.longest(), other.load.longest()),
              Math.max(load.bytes(), other.load.bytes())),
          cpu.plus(other.cpu),
          (statements * load.answered() + other.statements * other.load.answered()) / answered);
    }

    private static Duration longer(Duration one, Duration other) {
      return one.compareTo(other) > 0 ? one : other;
    }

    double perSecond() {
      return load.answered() / load.seconds();
    }

    /** Seconds of the processor for 10,000 requests. */
    private double per10000(Duration used) {
      return used.toNanos() / 1e9 / load.answered() * 10_000;
    }

    private static double milliseconds(Duration time) {
      return time.toNanos() / 1e6;
    }

    String line(String kind, double hello) {
      return String.format(
          Locale.ROOT,
          "%-14s %,8.0f/s (%.2f of hello), p50 %7.2f ms, p99 %7.2f ms, max %8.2f ms, errors %d;"
              + " CPU s per 10,000: server %6.2f, PostgreSQL %6.2f, load %5.2f; %.2f statements,"
              + " %,d bytes each",
          kind,
          perSecond(),
          perSecond() / hello,
          milliseconds(load.median()),
          milliseconds(load.p99()),
          milliseconds(load.longest()),
          load.errors(),
          per10000(cpu.server),
          per10000(cpu.postgres),
          per10000(cpu.load),
          statements,
          load.bytes());
    }

    String json(double hello) {
      return String.format(
          Locale.ROOT,
          "{\"perSecond\":%.1f,\"ofHello\":%.3f,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"maxMs\":%.3f,"
              + "\"errors\":%d,\"serverCpuSecondsPer10000\":%.3f,"
              + "\"postgresCpuSecondsPer10000\":%.3f,\"loadCpuSecondsPer10000\":%.3f,"
              + "\"statements\":%.2f,\"bytes\":%d}",
          perSecond(),
          perSecond() / hello,
          milliseconds(load.median()),
          milliseconds(load.p99()),
          milliseconds(load.longest()),
          load.errors(),
          per10000(cpu.server),
          per10000(cpu.postgres),
          per10000(cpu.load),
          statements,
          load.bytes());
    }
  }
}
