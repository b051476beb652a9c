package dev.evenomad.bootstrap.server;

import dev.evenomad.application.Nomad;
import dev.evenomad.http.HttpServer;
import dev.evenomad.http.limit.RequestLimits;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.Persistence;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;

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
    return start(settings, new ServerParts(settings));
  }

  /** The same on a machine with that clock, which need not be right. */
  public static NomadServer startOnMachine(ServerSettings settings, InstantSource machine) {
    return start(
        settings,
        new ServerParts(
            settings, () -> Persistence.openOnDatabaseTime(settings.database(), machine)));
  }

  /** Starts a server on that clock; it answers when this returns. */
  public static NomadServer start(ServerSettings settings, Clock clock) {
    return start(settings, new ServerParts(settings, clock));
  }

  /** Starts a server of those parts, which are closed with it; it answers when this returns. */
  public static NomadServer start(ServerSettings settings, ServerParts parts) {
    Opened opened = new Opened();
    try {
      return start(settings, opened.add(parts), opened);
    } catch (RuntimeException e) {
      try (opened) {
        throw e;
      }
    }
  }

  private static NomadServer start(ServerSettings settings, ServerParts parts, Opened opened) {
    Watch watch = opened.add(Watch.begin(settings.traces()));
    Storage storage = parts.storage();
    Clock clock = storage.clock();
    storage.prepare();
    JwtTokens tokens = new JwtTokens(settings.jwtSecrets(), clock);
    Nomad nomad =
        opened.add(
            Nomad.builder()
                .clock(clock)
                .stores(storage.stores())
                .eve(watch.eve(parts.eve(storage)))
                .vault(parts.vault())
                .tokenIssuer(tokens)
                .push(watch.push(parts.push(clock)))
                .loginSettings(settings.login())
                .plans(settings.plans().policy())
                .build());
    nomad.planHousekeeping();
    opened.add(storage.work(watch.work(nomad.dueWork())));
    HttpServer http =
        opened.add(
            HttpServer.start(
                settings
                    .http()
                    .withWebPushKey(settings.webPush().map(web -> web.key().publicKey())),
                tokens,
                new RequestLimits(
                    settings.http().protection().rates(), storage.stores().budgets(), clock),
                settings.plans().webhooks(clock),
                nomad,
                storage.readiness(),
                watch.instruments(storage, nomad)));
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
