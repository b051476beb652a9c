package dev.evenomad.bootstrap.server;

import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.http.HttpSettings;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.push.fcm.FcmSettings;
import dev.evenomad.push.web.WebPushSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a server is made of.
 *
 * @param encryptionKeys the first encrypts, all decrypt; not empty
 * @param jwtSecrets the first signs, all verify; not empty
 * @param webPush empty if browsers get no pushes but through FCM
 * @param plans what the tiers allow, and how they are paid
 * @param traces where they are sent, by OTLP; empty if nothing is traced
 */
public record ServerSettings(
    PersistenceSettings database,
    EngineSettings engine,
    List<EncryptionKey> encryptionKeys,
    List<Secret> jwtSecrets,
    SsoSettings sso,
    EsiSettings esi,
    FcmSettings fcm,
    Optional<WebPushSettings> webPush,
    LoginSettings login,
    PlanSettings plans,
    HttpSettings http,
    Optional<URI> traces) {

  public ServerSettings {
    encryptionKeys = List.copyOf(encryptionKeys);
    jwtSecrets = List.copyOf(jwtSecrets);
    if (encryptionKeys.isEmpty() || jwtSecrets.isEmpty()) {
      throw new IllegalArgumentException("a server needs an encryption key and a JWT secret");
    }
  }

  /** How the server presents itself to EVE. */
  public static String userAgent(String contact) {
    return "EveNomad/" + version() + " (" + contact + ")";
  }

  /** The version of this program, as its jar says; {@code dev} when it does not run from one. */
  public static String version() {
    String version = ServerSettings.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
