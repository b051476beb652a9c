package dev.evenomad.bootstrap.crash;

import dev.evenomad.bootstrap.cli.NomadProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A place for a server, with ways of its own to the database and to EVE and FCM, and a clock that
 * is wrong in its own way. Servers follow each other there. Not thread-safe.
 */
final class ServerPlace implements AutoCloseable {

  /** What a server prints when it answers. */
  static final String READY = "nomad serves";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final int number;
  final URI uri = URI.create("http://127.0.0.1:" + NomadProcess.freePort());
  final Duration askew;
  final Way database;
  final Way eve;
  final Wiretap tap = new Wiretap();
  private final Path folder;
  private final Map<String, String> environment;
  private final List<NomadProcess> servers = new ArrayList<>();
  private int unexpectedEnds;

  /**
   * An empty place.
   *
   * @param folder for what the servers leave behind
   * @param askew how far the clock is ahead
   * @param world what a server at an address needs to join it
   */
  ServerPlace(int number, Path folder, Duration askew, Function<URI, Map<String, String>> world) {
    this.number = number;
    this.folder = folder;
    this.askew = askew;
    Map<String, String> direct = world.apply(uri);
    environment = new HashMap<>(direct);
    // All pilots are at one address.
    environment.put("RATE_LIMITS", "off");
    database = new Way(portOf("DATABASE_URL"), new Wiretap());
    eve = new Way(portOf("ESI_URL"), tap);
    lead(database, "DATABASE_URL");
    lead(eve, "ESI_URL", "FCM_URL", "EVE_SSO_URL", "FCM_CREDENTIALS");
    // Many of them on a small machine.
    environment.put("JDK_JAVA_OPTIONS", "-Xmx192m -XX:+UseSerialGC");
  }

  private int portOf(String variable) {
    String url = Objects.requireNonNull(environment.get(variable));
    return URI.create(url.replace("jdbc:", "")).getPort();
  }

  private void lead(Way way, String... variables) {
    for (String variable : variables) {
      environment.computeIfPresent(
          variable,
          (same, url) -> url.replace(":" + way.destination() + "/", ":" + way.port() + "/"));
    }
  }

  /** Starts a server, without waiting for it. */
  void begin() {
    try {
      Path own = Files.createDirectories(folder.resolve(number + "-" + servers.size()));
      servers.add(new NomadProcess(own, environment, ServeAskew.class, askew.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until a server answers here; one that ended is followed by another. */
  void awaitServing() throws InterruptedException {
    Instant late = Instant.now().plus(PATIENCE);
    while (!now().out().contains(READY) || !now().isAlive()) {
      if (Instant.now().isAfter(late)) {
        throw new AssertionError("server " + number + " does not begin: " + now().err());
      }
      if (!now().isAlive()) {
        unexpectedEnds++;
        begin();
      }
      Thread.sleep(50);
    }
  }

  /** The latest server. */
  NomadProcess now() {
    return servers.getLast();
  }

  /** How many have followed the first one. */
  int restarts() {
    return servers.size() - 1;
  }

  /** How many have ended that nobody ended, or could not begin. */
  int unexpectedEnds() {
    return unexpectedEnds;
  }

  /** What all of them have logged as an error, without what differs from time to time. */
  Stream<String> complaints() {
    return servers.stream()
        .flatMap(server -> Stream.concat(server.out().lines(), server.err().lines()))
        .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
        .map(line -> line.replaceAll("^\\S+ |@[0-9a-f]+|[a-z0-9]{20,}|[0-9]+", "…"));
  }

  @Override
  public void close() throws IOException {
    try (database;
        eve) {
      if (!servers.isEmpty()) {
        now().signal("CONT");
        now().close();
      }
    }
  }
}
