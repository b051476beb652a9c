package dev.evenomad.bootstrap.server;

import dev.evenomad.application.Nomad;
import dev.evenomad.esi.EveOnline;
import dev.evenomad.http.HttpServer;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.persistence.vault.Vault;
import dev.evenomad.push.fcm.FcmPush;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * A running server: the core over PostgreSQL, EVE and FCM, behind HTTP. Several of them share one
 * database. The composition root; everything else is unaware of the parts it is wired to.
 */
public final class NomadServer implements AutoCloseable {

  private final HttpServer http;
  private final Opened opened;

  private NomadServer(HttpServer http, Opened opened) {
    this.http = http;
    this.opened = opened;
  }

  /** Starts a server on the system's clock; it answers when this returns. */
  public static NomadServer start(ServerSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** Starts a server on that clock; it answers when this returns. */
  public static NomadServer start(ServerSettings settings, Clock clock) {
    Opened opened = new Opened();
    try {
      return start(settings, clock, opened);
    } catch (RuntimeException e) {
      try (opened) {
        throw e;
      }
    }
  }

  private static NomadServer start(ServerSettings settings, Clock clock, Opened opened) {
    Persistence persistence = opened.add(Persistence.open(settings.database(), clock));
    persistence.migrate();
    EveOnline eve =
        opened.add(
            EveOnline.connect(
                settings.sso(), settings.esi(), persistence.cache(), persistence.budgets(), clock));
    FcmPush push = opened.add(FcmPush.open(settings.fcm(), clock));
    JwtTokens tokens = new JwtTokens(settings.jwtSecrets(), clock);
    Nomad nomad =
        Nomad.builder()
            .clock(clock)
            .transactions(persistence.transactions())
            .leases(persistence.leases())
            .ids(persistence.ids())
            .secrets(Vault.secrets())
            .users(persistence.users())
            .settings(persistence.settings())
            .characters(persistence.characters())
            .sessions(persistence.sessions())
            .oneTimeGrants(persistence.oneTimeGrants())
            .notifications(persistence.notifications())
            .jobs(persistence.jobs())
            .schedule(persistence.schedule())
            .syncStates(persistence.syncStates())
            .snapshots(persistence.snapshots())
            .cache(persistence.cache())
            .vault(Vault.of(settings.encryptionKeys()))
            .tokenIssuer(tokens)
            .sso(eve.sso())
            .profiles(eve.publicProfiles())
            .skillSource(eve.skillSource())
            .mailSource(eve.mailSource())
            .marketSource(eve.marketSource())
            .industrySource(eve.industrySource())
            .planetSource(eve.planetSource())
            .typeNames(eve.typeNames())
            .entityNames(eve.entityNames())
            .itemTypes(eve.itemTypes())
            .regionMarkets(eve.regionMarkets())
            .push(push.gateway())
            .loginSettings(settings.login())
            .build();
    nomad.planHousekeeping();
    opened.add(persistence.engine(nomad.dueWork(), EngineSettings.DEFAULT)).start();
    HttpServer http =
        opened.add(
            HttpServer.start(
                settings.http(), tokens, nomad, List.of(new DatabaseReadiness(persistence))));
    return new NomadServer(http, opened);
  }

  /** Where it is reached from this machine. */
  public URI uri() {
    return http.uri();
  }

  /** Stops taking requests, lets what is under way end, and closes everything. */
  @Override
  public void close() {
    opened.close();
  }
}
