package dev.evenomad.bootstrap.local;

import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.server.NomadServer;
import dev.evenomad.bootstrap.server.Opened;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.http.HttpSettings;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.push.fcm.FcmSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Database, sandbox and server on this machine, begun one after the other and stopped in reverse.
 * Used by one thread.
 */
public final class LocalWorld implements AutoCloseable {

  private static final String CONTACT = "https://localhost";

  private final LocalWorldSettings settings;
  private final Opened opened = new Opened();
  private Optional<Path> folder = Optional.empty();
  private Optional<EmbeddedDatabase> database = Optional.empty();
  private Optional<Sandbox> sandbox = Optional.empty();
  private Optional<LocalKeys> keys = Optional.empty();

  /** A world in which nothing has been started yet. */
  public LocalWorld(LocalWorldSettings settings) {
    this.settings = settings;
  }

  /** Starts PostgreSQL. */
  public EmbeddedDatabase startDatabase() {
    folder = settings.folder();
    Optional<DataFolder> taken = folder.map(DataFolder::take);
    taken.ifPresent(opened::add);
    EmbeddedDatabase started =
        taken
            .map(DataFolder::database)
            .map(EmbeddedDatabase::in)
            .orElseGet(EmbeddedDatabase::temporary);
    opened.add(started);
    database = Optional.of(started);
    return started;
  }

  /** Starts the simulated EVE and FCM. */
  public Sandbox startSandbox() {
    Sandbox started =
        Sandbox.start(
            SandboxSettings.of("nomad-sandbox", "nomad-sandbox-secret", List.of())
                .withPort(settings.evePort())
                .withRealTime(settings.clock()));
    opened.add(started);
    sandbox = Optional.of(started);
    return started;
  }

  /** Starts the server on the other two, which have to be started before. */
  public NomadServer startServer() {
    int port = settings.serverPort() == 0 ? freePort() : settings.serverPort();
    NomadServer started =
        NomadServer.start(
            settings(database.orElseThrow(), sandbox.orElseThrow(), keys(), port),
            settings.clock());
    opened.add(started);
    return started;
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
    SsoSettings real =
        SsoSettings.of(eve.clientId(), Secret.of(eve.clientSecret()), callback, userAgent);
    return new ServerSettings(
        PersistenceSettings.of(DatabaseUrl.parse(postgres.jdbcUrl())),
        List.of(local.encryption()),
        List.of(local.jwt()),
        // The sandbox issues its tokens in the name of EVE itself.
        new SsoSettings(
            eve.ssoBase(),
            real.clientId(),
            real.clientSecret(),
            callback,
            real.issuers(),
            real.http()),
        EsiSettings.of(userAgent).at(eve.esiBase()),
        FcmSettings.fromJson(eve.serviceAccountJson()).withBaseUri(eve.fcmBase()),
        LoginSettings.forApps(settings.redirectUris()),
        new HttpSettings("127.0.0.1", port, Optional.empty()));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no free port", e);
    }
  }

  /** Stops everything that was started, the last one first. */
  @Override
  public void close() {
    opened.close();
  }
}
