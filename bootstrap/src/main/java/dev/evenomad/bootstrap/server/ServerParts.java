package dev.evenomad.bootstrap.server;

import dev.evenomad.domain.Eve;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.esi.EveOnline;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.vault.Vault;
import dev.evenomad.push.fcm.FcmPush;
import dev.evenomad.push.web.WebPush;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The adapters that a server is built of: the real ones, as its settings say. Whoever wants another
 * one overrides the method that makes it, and need not know of the others. Each is asked for once,
 * by the thread that starts the server. Closing closes what was opened here.
 */
public class ServerParts implements AutoCloseable {

  private final ServerSettings settings;
  private final Supplier<Persistence> persistence;
  private final Opened opened = new Opened();

  /** By those settings, on the database's time. */
  public ServerParts(ServerSettings settings) {
    this(settings, () -> Persistence.openOnDatabaseTime(settings.database(), Clock.systemUTC()));
  }

  /** By those settings, on that clock. */
  public ServerParts(ServerSettings settings, Clock clock) {
    this(settings, () -> Persistence.open(settings.database(), clock));
  }

  ServerParts(ServerSettings settings, Supplier<Persistence> persistence) {
    this.settings = settings;
    this.persistence = persistence;
  }

  /** Where everything is kept: PostgreSQL. */
  public Storage storage() {
    return closing(new PostgresStorage(persistence.get(), settings.engine()));
  }

  /** EVE's single sign-on and ESI; {@code storage} keeps copies and counts what is spent. */
  public Eve eve(Storage storage) {
    return closing(
        EveOnline.connect(
            settings.sso(),
            settings.esi(),
            storage.stores().cache(),
            storage.stores().budgets(),
            storage.clock()));
  }

  /** FCM, and Web Push if it is configured. */
  public PushGateway push(Clock clock) {
    FcmPush fcm = closing(FcmPush.open(settings.fcm(), clock));
    Optional<WebPush> webPush = settings.webPush().map(web -> closing(WebPush.open(web, clock)));
    return new PushRouter(fcm.gateway(), webPush.map(WebPush::gateway));
  }

  /** AES-256-GCM under the encryption keys. */
  public TokenVault vault() {
    return Vault.of(settings.encryptionKeys());
  }

  /** Has {@code resource} closed with this, before what was opened earlier. */
  protected final <T extends AutoCloseable> T closing(T resource) {
    return opened.add(resource);
  }

  @Override
  public final void close() {
    opened.close();
  }
}
