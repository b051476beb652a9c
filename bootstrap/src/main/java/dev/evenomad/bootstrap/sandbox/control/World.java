package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.esi.EsiConditions;
import dev.evenomad.bootstrap.sandbox.fcm.PushService;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.SeedPilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.sso.Sso;
import dev.evenomad.bootstrap.sandbox.web.Faults;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import dev.evenomad.bootstrap.sandbox.web.RecordedRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** Everything that the simulated servers remember. Thread-safe. */
public final class World {

  private final WorldClock clock;
  private final Pilots pilots;
  private final Sso sso;
  private final EsiConditions esi;
  private final PushService push;
  private final Faults faults = new Faults();
  private final Journal<RecordedRequest> requests = new Journal<>();
  private final boolean seeded;

  /**
   * @param clientId the one application that EVE knows
   * @param callbacks the redirect URIs it may use
   * @param seeded whether there are pilots from the start
   */
  public World(
      InstantSource realTime,
      String clientId,
      String clientSecret,
      List<URI> callbacks,
      boolean seeded) {
    this.clock = new WorldClock(realTime);
    this.pilots = new Pilots(clock);
    this.sso = new Sso(clock, pilots, clientId, clientSecret, callbacks);
    this.esi = new EsiConditions(clock, clientId);
    this.push = new PushService(clock);
    this.seeded = seeded;
    seed();
  }

  public WorldClock clock() {
    return clock;
  }

  public Pilots pilots() {
    return pilots;
  }

  public Sso sso() {
    return sso;
  }

  public EsiConditions esi() {
    return esi;
  }

  public PushService push() {
    return push;
  }

  public Faults faults() {
    return faults;
  }

  /** What has been asked of the simulated servers, the control API apart. */
  public Journal<RecordedRequest> requests() {
    return requests;
  }

  /** Back to the beginning: real time, the first pilots, no grants, messages or faults. */
  public synchronized void reset() {
    faults.clear();
    clock.reset();
    sso.reset();
    esi.reset();
    push.reset();
    pilots.clear();
    seed();
    requests.clear();
  }

  private void seed() {
    if (seeded) {
      SeedPilots.addTo(pilots);
    }
  }
}
