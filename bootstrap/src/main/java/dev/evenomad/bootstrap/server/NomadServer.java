package dev.evenomad.bootstrap.server;

import dev.evenomad.application.Nomad;
import dev.evenomad.esi.EveOnline;
import dev.evenomad.http.HttpServer;
import dev.evenomad.http.limit.RequestLimits;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.vault.Vault;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.push.web.WebPush;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A running server: the core over PostgreSQL, EVE and push services, behind HTTP. Several of them
 * share one database. The composition root; everything else is unaware of the parts it is wired to.
 */
public final class NomadServer implements AutoCloseable {

  private final HttpServer http;
  private final Opened opened;

  private NomadServer(HttpServer http, Opened opened) {
    this.http = http;
    this.opened = opened;
  }

  /** Starts a server on the database's time; it answers when this returns. */
  public static NomadServer start(ServerSettings settings) {
    return startOnMachine(settings, InstantSource.system());
  }

  /** The same on a machine with that clock, which need not be right. */
  public static NomadServer startOnMachine(ServerSettings settings, InstantSource machine) {
    return start(settings, () -> Persistence.openOnDatabaseTime(settings.database(), machine));
  }

  /** Starts a server on that clock; it answers when this returns. */
  public static NomadServer start(ServerSettings settings, Clock clock) {
    return start(settings, () -> Persistence.open(settings.database(), clock));
  }

  private static NomadServer start(ServerSettings settings, Supplier<Persistence> stores) {
    Opened opened = new Opened();
    try {
      return start(settings, opened.add(stores.get()), opened);
    } catch (RuntimeException e) {
      try (opened) {
        throw e;
      }
    }
  }

  private static NomadServer start(
      ServerSettings settings, Persistence persistence, Opened opened) {
    Clock clock = persistence.clock();
    persistence.migrate();
    EveOnline eve =
        opened.add(
            EveOnline.connect(
                settings.sso(), settings.esi(), persistence.cache(), persistence.budgets(), clock));
    FcmPush fcm = opened.add(FcmPush.open(settings.fcm(), clock));
    Optional<WebPush> webPush = settings.webPush().map(web -> opened.add(WebPush.open(web, clock)));
    JwtTokens tokens = new JwtTokens(settings.jwtSecrets(), clock);
    Nomad nomad =
        Nomad.builder()
            .clock(clock)
            .stores(persistence)
            .eve(eve)
            .vault(Vault.of(settings.encryptionKeys()))
            .tokenIssuer(tokens)
            .push(new PushRouter(fcm.gateway(), webPush.map(WebPush::gateway)))
            .loginSettings(settings.login())
            .plans(settings.plans().policy())
            .build();
    nomad.planHousekeeping();
    opened.add(persistence.engine(nomad.dueWork(), settings.engine())).start();
    HttpServer http =
        opened.add(
            HttpServer.start(
                settings
                    .http()
                    .withWebPushKey(settings.webPush().map(web -> web.key().publicKey())),
                tokens,
                new RequestLimits(
                    settings.http().protection().rates(), persistence.budgets(), clock),
                settings.plans().webhooks(clock),
                nomad,
                List.of(new DatabaseReadiness(persistence))));
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
