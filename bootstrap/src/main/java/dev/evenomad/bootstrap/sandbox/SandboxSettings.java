package dev.evenomad.bootstrap.sandbox;

import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.population.Population;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/**
 * How a sandbox is started.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param realTime what the world's clock runs on
 * @param clientId id of the one application that EVE knows
 * @param clientSecret its secret; never shown
 * @param callbacks redirect URIs registered for it; more can be added later
 * @param population who and what is in the world from the start
 */
public record SandboxSettings(
    String host,
    int port,
    InstantSource realTime,
    String clientId,
    String clientSecret,
    List<URI> callbacks,
    Population population) {

  private static final String LOOPBACK = "127.0.0.1";

  public SandboxSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
    if (clientId.isBlank() || clientSecret.isBlank()) {
      throw new IllegalArgumentException("client id and client secret must not be blank");
    }
    callbacks = List.copyOf(callbacks);
  }

  /** On a free port of the loopback address, in real time, with three pilots. */
  public static SandboxSettings of(String clientId, String clientSecret, List<URI> callbacks) {
    return new SandboxSettings(
        LOOPBACK, 0, InstantSource.system(), clientId, clientSecret, callbacks, new FirstPilots());
  }

  public SandboxSettings withPort(int other) {
    return new SandboxSettings(
        host, other, realTime, clientId, clientSecret, callbacks, population);
  }

  public SandboxSettings withRealTime(InstantSource other) {
    return new SandboxSettings(host, port, other, clientId, clientSecret, callbacks, population);
  }

  public SandboxSettings withPopulation(Population other) {
    return new SandboxSettings(host, port, realTime, clientId, clientSecret, callbacks, other);
  }

  /** Without pilots. */
  public SandboxSettings unseeded() {
    return withPopulation(Population.none());
  }

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "SandboxSettings[%s:%d, clientId=%s, callbacks=%s, seeded=%s]"
        .formatted(host, port, clientId, callbacks, population);
  }
}
