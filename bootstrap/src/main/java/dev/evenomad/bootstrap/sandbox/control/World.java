package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.esi.EsiConditions;
import dev.evenomad.bootstrap.sandbox.fcm.PushService;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJobs;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailboxes;
import dev.evenomad.bootstrap.sandbox.game.market.Market;
import dev.evenomad.bootstrap.sandbox.game.planet.Colonies;
import dev.evenomad.bootstrap.sandbox.population.Holdings;
import dev.evenomad.bootstrap.sandbox.population.Population;
import dev.evenomad.bootstrap.sandbox.sso.Sso;
import dev.evenomad.bootstrap.sandbox.web.Calls;
import dev.evenomad.bootstrap.sandbox.web.Faults;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import dev.evenomad.bootstrap.sandbox.web.RecordedRequest;
import dev.evenomad.bootstrap.sandbox.webpush.WebPushService;
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
  private final WebPushService webPush = new WebPushService();
  private final Faults faults = new Faults();
  private final Journal<RecordedRequest> requests = new Journal<>();
  private final Calls calls = new Calls();
  private final Population population;
  private final Holdings holdings;

  /**
   * @param clientId the one application that EVE knows
   * @param callbacks the redirect URIs it may use
   * @param population who and what is there from the start
   */
  public World(
      InstantSource realTime,
      String clientId,
      String clientSecret,
      List<URI> callbacks,
      Population population) {
    this.clock = new WorldClock(realTime);
    this.pilots = new Pilots(clock);
    this.sso = new Sso(clock, pilots, clientId, clientSecret, callbacks);
    this.esi = new EsiConditions(clock, clientId);
    this.push = new PushService(clock);
    this.population = population;
    this.holdings = new Holdings(clock, pilots, population);
    population.settle(pilots);
  }

  public WorldClock clock() {
    return clock;
  }

  public Pilots pilots() {
    return pilots;
  }

  /** What the pilots have. */
  public Holdings holdings() {
    return holdings;
  }

  public Mailboxes mailboxes() {
    return holdings.mailboxes();
  }

  public Market market() {
    return holdings.market();
  }

  public IndustryJobs jobs() {
    return holdings.jobs();
  }

  public Colonies colonies() {
    return holdings.colonies();
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

  /** The browsers and what they were sent. */
  public WebPushService webPush() {
    return webPush;
  }

  public Faults faults() {
    return faults;
  }

  /** What has been asked of the simulated servers, the control API apart. */
  public Journal<RecordedRequest> requests() {
    return requests;
  }

  /** How often which route of ESI has been called. */
  public Calls calls() {
    return calls;
  }

  /** Back to the beginning: real time, the first pilots, no grants, messages or faults. */
  public synchronized void reset() {
    faults.clear();
    clock.reset();
    sso.reset();
    esi.reset();
    push.reset();
    webPush.reset();
    pilots.clear();
    holdings.reset();
    population.settle(pilots);
    requests.clear();
    calls.clear();
  }
}
