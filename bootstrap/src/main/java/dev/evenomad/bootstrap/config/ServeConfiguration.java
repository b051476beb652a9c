package dev.evenomad.bootstrap.config;

import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.bootstrap.server.PlanSettings;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.http.HttpSettings;
import dev.evenomad.http.Protection;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.jobs.EngineSettings;
import dev.evenomad.persistence.redis.RedisUrl;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.push.fcm.FcmSettings;
import dev.evenomad.push.web.VapidKey;
import dev.evenomad.push.web.WebPushSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code serve} runs with, read from the environment: either complete, or everything that is
 * wrong with it at once.
 */
public sealed interface ServeConfiguration {

  /** What of it can be used by itself. */
  Parts parts();

  /** Everything is there. */
  record Complete(ServerSettings settings) implements ServeConfiguration {
    @Override
    public Parts parts() {
      return new Parts(
          Optional.of(settings.database()),
          settings.database().redis(),
          Optional.of(settings.encryptionKeys()),
          Optional.of(settings.sso()),
          Optional.of(settings.esi()),
          Optional.of(settings.fcm()),
          settings.webPush());
    }
  }

  /** Something is missing or wrong; nothing may be started. */
  record Incomplete(List<Problem> problems, Parts parts) implements ServeConfiguration {
    public Incomplete {
      problems = List.copyOf(problems);
    }
  }

  /** A part is empty if a variable that it is made of is missing or wrong. */
  record Parts(
      Optional<PersistenceSettings> database,
      Optional<RedisUrl> redis,
      Optional<List<EncryptionKey>> keys,
      Optional<SsoSettings> sso,
      Optional<EsiSettings> esi,
      Optional<FcmSettings> fcm,
      Optional<WebPushSettings> webPush) {}

  /** The variable that tells of Redis, and may be missing. */
  String REDIS_URL = "REDIS_URL";

  /** The variable that holds the key for Web Push, and may be missing. */
  String VAPID_PRIVATE_KEY = "VAPID_PRIVATE_KEY";

  /** The variable that goes with {@link #VAPID_PRIVATE_KEY}. */
  String VAPID_SUBJECT = "VAPID_SUBJECT";

  /** Where the sign-in comes back to, below the server's public address. */
  String CALLBACK_PATH = "/v1/auth/callback";

  /**
   * Reads the environment.
   *
   * @param environment names and values; an empty value counts as missing
   */
  static ServeConfiguration read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Optional<RedisUrl> redis =
        variables.optional(
            REDIS_URL,
            Optional.empty(),
            "where Redis is, the same for all servers: redis://user:password@host:6379/0",
            text -> Optional.of(RedisUrl.parse(text)));
    Optional<PersistenceSettings> database =
        ToolConfiguration.database(variables).map(settings -> settings.withRedis(redis));
    Optional<List<EncryptionKey>> keys = ToolConfiguration.keys(variables);
    Optional<List<Secret>> jwtSecrets =
        variables.required(
            "JWT_SECRET", "make one with: openssl rand -base64 48", ServeConfiguration::jwtSecrets);
    Optional<String> clientId =
        variables.required(
            "EVE_CLIENT_ID",
            "copy it from your application at https://developers.eveonline.com",
            Endpoints::clientId);
    Optional<Secret> clientSecret =
        variables.required(
            "EVE_CLIENT_SECRET",
            "copy it from your application at https://developers.eveonline.com",
            Endpoints::clientSecret);
    Optional<FcmSettings> fcm =
        variables.required(
            "FCM_CREDENTIALS",
            "set it to the service account's JSON from the Firebase console, or the name of its"
                + " file",
            FcmSettings::fromJsonOrFile);
    Optional<WebPushSettings> webPush = webPush(variables);
    int port = variables.optional("PORT", 8080, "a number from 1 to 65535", Endpoints::port);
    String host = variables.optional("HOST", "0.0.0.0", "an address to listen on", Endpoints::host);
    URI publicUrl =
        variables.optional(
            "PUBLIC_URL",
            URI.create("http://localhost:" + port),
            "where clients reach this server: https://nomad.example.org",
            Endpoints::base);
    String contact =
        variables.optional(
            "ESI_CONTACT",
            publicUrl.toString(),
            "a mail address or URL that CCP can turn to",
            Endpoints::contact);
    LoginSettings login =
        variables.optional(
            "APP_REDIRECT_URIS",
            LoginSettings.forApps(Set.of(URI.create("evenomad://callback"))),
            "where apps may wait for a sign-in, separated by commas",
            text ->
                LoginSettings.forApps(
                    Variables.each(Endpoints::uri).apply(text).stream()
                        .collect(Collectors.toSet())));
    URI ssoUrl =
        variables.optional(
            "EVE_SSO_URL", SsoSettings.TRANQUILITY, "an http or https URL", Endpoints::base);
    URI esiUrl =
        variables.optional(
            "ESI_URL", EsiSettings.TRANQUILITY, "an http or https URL", Endpoints::base);
    Optional<URI> fcmUrl =
        variables.optional(
            "FCM_URL",
            Optional.empty(),
            "an http or https URL",
            text -> Optional.of(Endpoints.base(text)));
    Protection protection = ProtectionVariables.read(variables);
    PlanSettings plans = PlanVariables.read(variables);
    String userAgent = ServerSettings.userAgent(contact);
    boolean presentable = variables.right("PORT", "PUBLIC_URL", "ESI_CONTACT");
    Parts parts =
        new Parts(
            database,
            redis,
            keys,
            presentable && variables.right("EVE_SSO_URL")
                ? clientId.flatMap(
                    id ->
                        clientSecret.map(
                            secret -> Endpoints.sso(id, secret, publicUrl, userAgent, ssoUrl)))
                : Optional.empty(),
            presentable && variables.right("ESI_URL")
                ? Optional.of(EsiSettings.of(userAgent).at(esiUrl))
                : Optional.empty(),
            variables.right("FCM_URL")
                ? fcm.map(settings -> fcmUrl.map(settings::withBaseUri).orElse(settings))
                : Optional.empty(),
            webPush);
    if (!variables.problems().isEmpty()) {
      return new Incomplete(variables.problems(), parts);
    }
    return new Complete(
        new ServerSettings(
            parts.database().orElseThrow(),
            EngineSettings.DEFAULT,
            parts.keys().orElseThrow(),
            jwtSecrets.orElseThrow(),
            parts.sso().orElseThrow(),
            parts.esi().orElseThrow(),
            parts.fcm().orElseThrow(),
            parts.webPush(),
            login,
            plans,
            new HttpSettings(host, port, Optional.of(publicUrl)).protectedBy(protection)));
  }

  private static Optional<WebPushSettings> webPush(Variables variables) {
    Set<URI> origins =
        variables.optional(
            "WEB_PUSH_ORIGINS",
            Set.of(),
            "push services that may be at a private address, separated by commas:"
                + " http://localhost:8081",
            text ->
                Variables.each(Endpoints::base).apply(text).stream().collect(Collectors.toSet()));
    if (!variables.anyOf(VAPID_PRIVATE_KEY, VAPID_SUBJECT)) {
      return Optional.empty();
    }
    Optional<VapidKey> key =
        variables.required(VAPID_PRIVATE_KEY, "make one with: ./nomad vapid-keys", VapidKey::parse);
    Optional<String> subject =
        variables.required(
            VAPID_SUBJECT,
            "whom a browser's push service may turn to: mailto:pilot@example.org",
            WebPushSettings::requireSubject);
    return variables.right("WEB_PUSH_ORIGINS")
        ? key.flatMap(k -> subject.map(s -> WebPushSettings.of(k, s).trusting(origins)))
        : Optional.empty();
  }

  private static List<Secret> jwtSecrets(String text) {
    List<Secret> secrets = Variables.each(ServeConfiguration::jwt).apply(text);
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("there is no secret in it");
    }
    return secrets;
  }

  private static Secret jwt(String secret) {
    if (secret.getBytes(StandardCharsets.UTF_8).length < 32) {
      throw new IllegalArgumentException("it, or one of several, is shorter than 32 bytes");
    }
    return Secret.of(secret);
  }
}
