package dev.evenomad.bootstrap.local;

import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.population.Population;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * How a local world is started.
 *
 * @param folder where database and keys are kept between runs; empty to forget them
 * @param serverPort of the server; 0 for a free one
 * @param evePort of the simulated EVE and FCM; 0 for a free one
 * @param redirectUris where apps may wait for a sign-in
 * @param clock of the server; the world's clock runs on it, plus what it was moved by
 * @param population who and what is in the simulated EVE from the start
 */
public record LocalWorldSettings(
    Optional<Path> folder,
    int serverPort,
    int evePort,
    Set<URI> redirectUris,
    Clock clock,
    Population population) {

  public LocalWorldSettings {
    redirectUris = Set.copyOf(redirectUris);
  }

  /** On free ports, in real time, forgotten when it is closed. */
  public static LocalWorldSettings temporary(Set<URI> redirectUris) {
    return new LocalWorldSettings(
        Optional.empty(), 0, 0, redirectUris, Clock.systemUTC(), new FirstPilots());
  }
}
