package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.esi.EsiConditions;
import dev.evenomad.bootstrap.sandbox.fcm.PushService;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJobs;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailboxes;
import dev.evenomad.bootstrap.sandbox.game.market.Market;
import dev.evenomad.bootstrap.sandbox.game.planet.Colonies;
import dev.evenomad.bootstrap.sandbox.population.Population;
import dev.evenomad.bootstrap.sandbox.sso.Sso;
import dev.evenomad.bootstrap.sandbox.web.Faults;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import dev.evenomad.bootstrap.sandbox.web.RecordedRequest;
import java.net.URI;
import java.time.Instant;
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
  private final Population population;
  private final Mailboxes mailboxes;
  private final Market market;
  private final IndustryJobs jobs;
  private final Colonies colonies;
  private volatile Instant beginning;

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
    this.beginning = clock.instant();
    this.mailboxes = new Mailboxes(clock, id -> population.mailbox(pilots.get(id), beginning));
    this.market = new Market(clock, id -> population.orders(pilots.get(id), beginning));
    this.jobs = new IndustryJobs(clock, id -> population.jobs(pilots.get(id), beginning));
    this.colonies = new Colonies(clock, id -> population.colonies(pilots.get(id), beginning));
    population.settle(pilots);
  }

  public WorldClock clock() {
    return clock;
  }

  public Pilots pilots() {
    return pilots;
  }

  public Mailboxes mailboxes() {
    return mailboxes;
  }

  public Market market() {
    return market;
  }

  public IndustryJobs jobs() {
    return jobs;
  }

  public Colonies colonies() {
    return colonies;
  }

  /** What was in the world when it began, and what is traded by those who are no pilots here. */
  public Population population() {
    return population;
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
    mailboxes.reset();
    market.reset();
    jobs.reset();
    colonies.reset();
    beginning = clock.instant();
    population.settle(pilots);
    requests.clear();
  }
}
