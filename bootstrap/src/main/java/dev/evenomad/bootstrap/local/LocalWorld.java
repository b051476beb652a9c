package dev.evenomad.bootstrap.local;

import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.bootstrap.server.Opened;
import dev.evenomad.bootstrap.server.PlanSettings;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.http.HttpSettings;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.push.fcm.FcmSettings;
import dev.evenomad.push.web.WebPushSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Database, sandbox and server on this machine, begun one after the other and stopped in reverse.
 * Thread-safe: it may be closed at any moment, also while something is being started.
 */
public final class LocalWorld implements AutoCloseable {

  /** Signs what is told of payments in this world, which are none. */
  public static final String STRIPE_SECRET = "whsec_nomad-sandbox";

  private static final String CONTACT = "https://localhost";
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final LocalWorldSettings settings;
  private final Opened opened = new Opened();
  private Optional<Path> folder = Optional.empty();
  private Optional<EmbeddedDatabase> database = Optional.empty();
  private Optional<Sandbox> sandbox = Optional.empty();
  private Optional<LocalKeys> keys = Optional.empty();
  private volatile boolean closed;

  /** A world in which nothing has been started yet. */
  public LocalWorld(LocalWorldSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts PostgreSQL.
   *
   * @throws CancellationException if this world is closed
   */
  public synchronized EmbeddedDatabase startDatabase() {
    folder = settings.folder();
    Optional<DataFolder> taken = folder.map(own -> start(() -> DataFolder.take(own)));
    EmbeddedDatabase started =
        start(
            () ->
                taken
                    .map(DataFolder::database)
                    .map(EmbeddedDatabase::in)
                    .orElseGet(EmbeddedDatabase::temporary));
    database = Optional.of(started);
    return started;
  }

  /**
   * Starts the simulated EVE and FCM.
   *
   * @throws CancellationException if this world is closed
   */
  public synchronized Sandbox startSandbox() {
    Sandbox started =
        start(
            () ->
                Sandbox.start(
                    SandboxSettings.of("nomad-sandbox", "nomad-sandbox-secret", List.of())
                        .withPort(settings.evePort())
                        .withRealTime(settings.clock())
                        .withPopulation(settings.population())));
    sandbox = Optional.of(started);
    return started;
  }

  /**
   * Starts the server on the other two, which have to be started before.
   *
   * @throws CancellationException if this world is closed
   */
  public synchronized NomadServer startServer() {
    int port = settings.serverPort() == 0 ? freePort() : settings.serverPort();
    return start(
        () ->
            NomadServer.start(
                settings(database.orElseThrow(), sandbox.orElseThrow(), keys(), port),
                settings.clock()));
  }

  private <T extends AutoCloseable> T start(Supplier<T> start) {
    if (closed) {
      throw new CancellationException("stopped");
    }
    return opened.add(start.get());
  }

  /**
   * What a server of somebody's own needs to join this world, as environment variables. Database
   * and sandbox have to be started before.
   *
   * @param url where that server is going to be reached
   */
  public synchronized Map<String, String> environment(URI url) {
    Sandbox eve = sandbox.orElseThrow();
    eve.world().sso().registerCallback(URI.create(url + ServeConfiguration.CALLBACK_PATH));
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DATABASE_URL", database.orElseThrow().jdbcUrl());
    variables.put("ENCRYPTION_KEY", keys().encryption().reveal());
    variables.put("JWT_SECRET", keys().jwt().reveal());
    variables.put("EVE_CLIENT_ID", eve.clientId());
    variables.put("EVE_CLIENT_SECRET", eve.clientSecret());
    variables.put("FCM_CREDENTIALS", eve.serviceAccountJson());
    variables.put("VAPID_PRIVATE_KEY", keys().vapid().privateKey().reveal());
    variables.put("VAPID_SUBJECT", CONTACT);
    variables.put("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET);
    variables.put("STRIPE_MODE", "test");
    variables.put("HOST", url.getHost());
    variables.put("PORT", Integer.toString(url.getPort()));
    variables.put("PUBLIC_URL", url.toString());
    variables.put("EVE_SSO_URL", eve.ssoBase().toString());
    variables.put("ESI_URL", eve.esiBase().toString());
    variables.put("FCM_URL", eve.fcmBase().toString());
    variables.put("WEB_PUSH_ORIGINS", eve.baseUri().toString());
    return variables;
  }

  /** The same for all servers of this world: they share a database. */
  private LocalKeys keys() {
    LocalKeys local = keys.orElseGet(() -> LocalKeys.of(folder));
    keys = Optional.of(local);
    return local;
  }

  private ServerSettings settings(
      EmbeddedDatabase postgres, Sandbox eve, LocalKeys local, int port) {
    URI callback = URI.create("http://127.0.0.1:" + port + ServeConfiguration.CALLBACK_PATH);
    eve.world().sso().registerCallback(callback);
    String userAgent = ServerSettings.userAgent(CONTACT);
    return new ServerSettings(
        PersistenceSettings.of(DatabaseUrl.parse(postgres.jdbcUrl())),
        // Its clock may be moved by hand, which no alarm hears.
        EngineSettings.DEFAULT.withPollInterval(POLL_INTERVAL),
        List.of(local.encryptionKey()),
        List.of(local.jwt()),
        SsoSettings.of(eve.clientId(), Secret.of(eve.clientSecret()), callback, userAgent)
            .at(eve.ssoBase()),
        EsiSettings.of(userAgent).at(eve.esiBase()),
        FcmSettings.fromJson(eve.serviceAccountJson()).withBaseUri(eve.fcmBase()),
        Optional.of(WebPushSettings.of(local.vapid(), CONTACT).trusting(Set.of(eve.baseUri()))),
        LoginSettings.forApps(settings.redirectUris()),
        new PlanSettings(PlanPolicy.DEFAULT, List.of(Secret.of(STRIPE_SECRET)), false),
        new HttpSettings("127.0.0.1", port, Optional.empty()),
        Optional.empty());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no free port", e);
    }
  }

  /**
   * Stops everything that was started, the last one first, and lets nothing start any more. What is
   * being started just now is awaited and stopped as well. Closing again does nothing.
   */
  @Override
  public void close() {
    // Said before it waits for its turn: nothing more may begin meanwhile.
    closed = true;
    synchronized (this) {
      opened.close();
    }
  }
}
