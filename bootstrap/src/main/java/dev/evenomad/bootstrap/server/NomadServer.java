package dev.evenomad.bootstrap.server;

import dev.evenomad.application.Nomad;
import dev.evenomad.domain.Eve;
import dev.evenomad.http.HttpServer;
import dev.evenomad.http.limit.RequestLimits;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.Persistence;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the core over PostgreSQL, EVE and push services, behind HTTP. Several of them
 * share one database. The composition root; everything else is unaware of the parts it is wired to.
 */
public final class NomadServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NomadServer.class);

  /** Between two looks at what has to be waited for. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HttpServer http;
  private final Opened opened;

  private NomadServer(HttpServer http, Opened opened) {
    this.http = http;
    this.opened = opened;
  }

  /** Starts a server on the database's time, as {@link #start(ServerSettings, ServerParts)}. */
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

  /** Starts a server on that clock, as {@link #start(ServerSettings, ServerParts)}. */
  public static NomadServer start(ServerSettings settings, Clock clock) {
    return start(settings, new ServerParts(settings, clock));
  }

  /**
   * Starts a server of those parts, which are closed with it; it serves when this returns. It
   * listens, and says that it is not ready, as long as it has to wait for its database.
   *
   * @throws CancellationException if the thread is interrupted while it waits
   * @throws RuntimeException if it can never serve like this; the message says why
   */
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
    JwtTokens tokens = new JwtTokens(settings.jwtSecrets(), clock);
    Eve eve = watch.eve(parts.eve(storage));
    Nomad nomad =
        opened.add(
            Nomad.builder()
                .clock(clock)
                .stores(storage.stores())
                .eve(eve)
                .sso(watch.sso(eve.sso()))
                .vault(parts.vault())
                .tokenIssuer(tokens)
                .push(watch.push(parts.push(clock)))
                .loginSettings(settings.login())
                .plans(settings.plans().policy())
                .build());
    HttpServer http =
        opened.add(
            HttpServer.listen(
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
    await(storage);
    storage.prepare();
    nomad.planHousekeeping();
    opened.add(storage.work(watch.work(nomad.dueWork())));
    http.open();
    return new NomadServer(http, opened);
  }

  private static void await(Storage storage) {
    Optional<String> told = Optional.empty();
    for (Optional<String> awaited = storage.awaited();
        awaited.isPresent();
        awaited = storage.awaited()) {
      if (!awaited.equals(told)) {
        LOG.warn("waiting: {}", awaited.get());
        told = awaited;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (CancellationException) new CancellationException("stopped").initCause(e);
      }
    }
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
