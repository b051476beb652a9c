package dev.evenomad.bootstrap.config;

import ch.qos.logback.classic.Level;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.bootstrap.logging.LogSettings;
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

  /** Where the sign-in comes back to, below the server's public address. */
  String CALLBACK_PATH = "/v1/auth/callback";

  /** Whether the environment says something of Redis, right or wrong. */
  static boolean tellsOfRedis(Map<String, String> environment) {
    return new Variables(environment).anyOf(Variable.REDIS_URL);
  }

  /** Whether the environment says something of Web Push, right or wrong. */
  static boolean tellsOfWebPush(Map<String, String> environment) {
    return new Variables(environment).anyOf(Variable.VAPID_PRIVATE_KEY, Variable.VAPID_SUBJECT);
  }

  /**
   * Reads the environment.
   *
   * @param environment names and values; an empty value counts as missing
   */
  static ServeConfiguration read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Optional<RedisUrl> redis =
        variables.optional(
            Variable.REDIS_URL, Optional.empty(), text -> Optional.of(RedisUrl.parse(text)));
    Optional<PersistenceSettings> database =
        ToolConfiguration.database(variables).map(settings -> settings.withRedis(redis));
    Optional<List<EncryptionKey>> keys = ToolConfiguration.keys(variables);
    Optional<List<Secret>> jwtSecrets =
        variables.required(Variable.JWT_SECRET, ServeConfiguration::jwtSecrets);
    Optional<String> clientId = variables.required(Variable.EVE_CLIENT_ID, Endpoints::clientId);
    Optional<Secret> clientSecret =
        variables.required(Variable.EVE_CLIENT_SECRET, Endpoints::clientSecret);
    Optional<FcmSettings> fcm =
        variables.required(Variable.FCM_CREDENTIALS, FcmSettings::fromJsonOrFile);
    Optional<WebPushSettings> webPush = webPush(variables);
    int port = variables.optional(Variable.PORT, 8080, Endpoints::port);
    String host = variables.optional(Variable.HOST, "0.0.0.0", Endpoints::host);
    URI publicUrl =
        variables.optional(
            Variable.PUBLIC_URL, URI.create("http://localhost:" + port), Endpoints::base);
    String contact =
        variables.optional(Variable.ESI_CONTACT, publicUrl.toString(), Endpoints::contact);
    LoginSettings login =
        variables.optional(
            Variable.APP_REDIRECT_URIS,
            LoginSettings.forApps(Set.of(URI.create("evenomad://callback"))),
            text ->
                LoginSettings.forApps(
                    Variables.each(Endpoints::uri).apply(text).stream()
                        .collect(Collectors.toSet())));
    URI ssoUrl = variables.optional(Variable.EVE_SSO_URL, SsoSettings.TRANQUILITY, Endpoints::base);
    URI esiUrl = variables.optional(Variable.ESI_URL, EsiSettings.TRANQUILITY, Endpoints::base);
    Optional<URI> fcmUrl =
        variables.optional(
            Variable.FCM_URL, Optional.empty(), text -> Optional.of(Endpoints.base(text)));
    Protection protection = ProtectionVariables.read(variables);
    PlanSettings plans = PlanVariables.read(variables);
    variables.optional(Variable.LOG_FORMAT, "text", LogSettings::format);
    variables.optional(Variable.LOG_LEVEL, Level.INFO, LogSettings::level);
    Optional<URI> traces =
        variables.optional(
            Variable.OTEL_EXPORTER_OTLP_ENDPOINT,
            Optional.empty(),
            text -> Optional.of(Endpoints.base(text)));
    String userAgent = ServerSettings.userAgent(contact);
    boolean presentable = variables.right(Variable.PORT, Variable.PUBLIC_URL, Variable.ESI_CONTACT);
    Parts parts =
        new Parts(
            database,
            redis,
            keys,
            presentable && variables.right(Variable.EVE_SSO_URL)
                ? clientId.flatMap(
                    id ->
                        clientSecret.map(
                            secret -> Endpoints.sso(id, secret, publicUrl, userAgent, ssoUrl)))
                : Optional.empty(),
            presentable && variables.right(Variable.ESI_URL)
                ? Optional.of(EsiSettings.of(userAgent).at(esiUrl))
                : Optional.empty(),
            variables.right(Variable.FCM_URL)
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
            new HttpSettings(host, port, Optional.of(publicUrl)).protectedBy(protection),
            traces));
  }

  private static Optional<WebPushSettings> webPush(Variables variables) {
    Set<URI> origins =
        variables.optional(
            Variable.WEB_PUSH_ORIGINS,
            Set.of(),
            text ->
                Variables.each(Endpoints::base).apply(text).stream().collect(Collectors.toSet()));
    if (!variables.anyOf(Variable.VAPID_PRIVATE_KEY, Variable.VAPID_SUBJECT)) {
      return Optional.empty();
    }
    Optional<VapidKey> key = variables.required(Variable.VAPID_PRIVATE_KEY, VapidKey::parse);
    Optional<String> subject =
        variables.required(Variable.VAPID_SUBJECT, WebPushSettings::requireSubject);
    return variables.right(Variable.WEB_PUSH_ORIGINS)
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
