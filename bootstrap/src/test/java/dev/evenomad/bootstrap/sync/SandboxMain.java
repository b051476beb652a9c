package dev.evenomad.bootstrap.sync;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.population.SeededPopulation;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * The simulated EVE as a process of its own, until its input ends. Prints its base URI when it
 * answers. The argument is a number of seeded pilots, 0 for the first ones alone.
 */
final class SandboxMain {

  static final String CLIENT_ID = "figures";
  static final String CLIENT_SECRET = "figures-secret";
  static final URI CALLBACK = URI.create("http://127.0.0.1/v1/auth/callback");

  private SandboxMain() {}

  public static void main(String[] arguments) throws IOException {
    int pilots = Integer.parseInt(arguments[0]);
    SandboxSettings settings =
        SandboxSettings.of(CLIENT_ID, CLIENT_SECRET, List.of(CALLBACK))
            .withPopulation(pilots == 0 ? new FirstPilots() : new SeededPopulation(1, pilots));
    try (Sandbox sandbox = Sandbox.start(settings)) {
      System.out.println(sandbox.baseUri());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Whoever started this process says when it is over.
      }
    }
  }
}
