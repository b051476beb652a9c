package dev.evenomad.bootstrap.sandbox;

import dev.evenomad.bootstrap.sandbox.control.ControlApi;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.esi.EsiSite;
import dev.evenomad.bootstrap.sandbox.fcm.FcmSite;
import dev.evenomad.bootstrap.sandbox.fcm.GoogleSite;
import dev.evenomad.bootstrap.sandbox.fcm.ServiceAccount;
import dev.evenomad.bootstrap.sandbox.sso.SsoSite;
import dev.evenomad.bootstrap.sandbox.web.WebServer;
import dev.evenomad.bootstrap.sandbox.webpush.WebPushSite;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * A running simulated EVE: SSO, ESI, FCM and a push service of browsers on one port, with a control
 * API beside them. It knows one application and one Firebase project. Nothing is kept when it is
 * closed. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

  private final SandboxSettings settings;
  private final World world;
  private final ServiceAccount account;
  private final WebServer server;

  private Sandbox(SandboxSettings settings, World world, ServiceAccount account, WebServer server) {
    this.settings = settings;
    this.world = world;
    this.account = account;
    this.server = server;
  }

  /**
   * Starts a sandbox; it answers when this returns.
   *
   * @throws java.io.UncheckedIOException if the port cannot be had
   */
  public static Sandbox start(SandboxSettings settings) {
    var world =
        new World(
            settings.realTime(),
            settings.clientId(),
            settings.clientSecret(),
            settings.callbacks(),
            settings.population());
    var account = new ServiceAccount();
    var server =
        WebServer.bind(
            settings.host(),
            settings.port(),
            world.faults(),
            world.requests(),
            world.calls(),
            world.clock());
    var sandbox = new Sandbox(settings, world, account, server);
    server.serve(
        Map.of(
            WebServer.CONTROL,
            new ControlApi(world, sandbox.webPushBase()),
            "sso",
            new SsoSite(world.sso(), world.pilots(), sandbox.ssoBase()),
            "esi",
            new EsiSite(world.clock(), world.pilots(), world.holdings(), world.sso(), world.esi()),
            "fcm",
            new FcmSite(world.push(), account.projectId(), world.clock()),
            "google",
            new GoogleSite(world.push(), account, world.clock(), InstantSource.system()),
            "webpush",
            new WebPushSite(
                world.webPush(), sandbox.webPushBase(), world.clock(), InstantSource.system())));
    return sandbox;
  }

  /** Where everything is reached, without a slash at the end. */
  public URI baseUri() {
    return server.baseUri();
  }

  /** Stands for {@code https://login.eveonline.com}. */
  public URI ssoBase() {
    return site("sso");
  }

  /** Stands for {@code https://esi.evetech.net}. */
  public URI esiBase() {
    return site("esi");
  }

  /** Stands for {@code https://fcm.googleapis.com}. */
  public URI fcmBase() {
    return site("fcm");
  }

  /** Stands for the push services of browsers. */
  public URI webPushBase() {
    return site("webpush");
  }

  /** The control API. */
  public URI controlBase() {
    return site(WebServer.CONTROL);
  }

  /** Id of the application that EVE knows. */
  public String clientId() {
    return settings.clientId();
  }

  /** Secret of the application that EVE knows. */
  public String clientSecret() {
    return settings.clientSecret();
  }

  /** The Firebase project. */
  public String fcmProjectId() {
    return account.projectId();
  }

  /** The key file of a service account that may send messages; a secret. */
  public String serviceAccountJson() {
    return account.json(URI.create(site("google") + "/token"));
  }

  /** The world behind the servers, for whoever runs in the same process. */
  public World world() {
    return world;
  }

  /** Stops answering at once. */
  @Override
  public void close() {
    server.close();
  }

  private URI site(String segment) {
    return URI.create(baseUri() + "/" + segment);
  }
}
