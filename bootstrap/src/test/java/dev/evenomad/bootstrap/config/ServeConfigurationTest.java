package dev.evenomad.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.server.PlanSettings;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.http.Protection;
import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.operator.OperatorAccess;
import dev.evenomad.push.web.VapidKey;
import dev.evenomad.push.web.WebPushSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServeConfigurationTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final String JWT = "jwt-secret-jwt-secret-jwt-secret-jwt-secret";

  private static String serviceAccount = "";

  @BeforeAll
  static void makeServiceAccount() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of("id", "secret", List.of()))) {
      serviceAccount = sandbox.serviceAccountJson();
    }
  }

  @Test
  void everythingThatIsMissingIsToldAtOnce() {
    assertThat(problems(Map.of()))
        .extracting(Problem::variable)
        .containsExactly(
            "DATABASE_URL",
            "ENCRYPTION_KEY",
            "JWT_SECRET",
            "EVE_CLIENT_ID",
            "EVE_CLIENT_SECRET",
            "FCM_CREDENTIALS");
  }

  @Test
  void aProblemSaysHowToMendIt() {
    assertThat(problems(without("ENCRYPTION_KEY")))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.render()).contains("openssl rand -base64 32", "missing"));
  }

  @Test
  void anEmptyVariableCountsAsMissing() {
    assertThat(problems(with("JWT_SECRET", " ")))
        .singleElement()
        .extracting(Problem::what)
        .isEqualTo("is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, mysql://user:hunter2@host/db",
    "DATABASE_URL, postgresql://user:hunter2%zz@host/db",
    "REDIS_URL, http://:hunter2@host",
    "REDIS_URL, redis://:hunter2%zz@host",
    "REDIS_URL, redis://user:hunter2@host:70000",
    "REDIS_URL, redis://hunter2@host",
    "ENCRYPTION_KEY, hunter2",
    "JWT_SECRET, hunter2",
    "JWT_SECRET, 'a-secret-of-more-than-32-characters,hunter2'",
    "JWT_SECRET, ' , ,'",
    "EVE_CLIENT_ID, hunter2 with a space",
    "EVE_CLIENT_SECRET, hunter2 with a space",
    "FCM_CREDENTIALS, hunter2.json",
    "PORT, hunter2",
    "PORT, 70000",
    "PUBLIC_URL, hunter2",
    "APP_REDIRECT_URIS, http://hunter2.example.org/",
    "EVE_SSO_URL, ftp://hunter2",
    "ESI_CONTACT, hunter2",
    "WEB_PUSH_ORIGINS, hunter2",
    "RATE_LIMITS, hunter2",
    "RATE_LIMITS, read=hunter2/1",
    "TRUSTED_PROXIES, hunter2",
    "TRUSTED_PROXIES, 10.0.0.0/33",
    "CORS_ORIGINS, hunter2",
    "CORS_ORIGINS, https://hunter2.example.org/path",
    "OPERATOR_TOKENS, hunter2",
    "OPERATOR_ADDRESSES, hunter2",
    "FREE_CHARACTERS, hunter2",
    "FREE_CHARACTERS, 0",
    "PREMIUM_CHARACTERS, -1",
    "PREMIUM_CHARACTERS, 99999999999",
    "FREE_POLL_MINUTES, hunter2",
    "FREE_POLL_MINUTES, skills=hunter2",
    "FREE_POLL_MINUTES, hunter2=5",
    "PREMIUM_POLL_MINUTES, mail=0",
    "PREMIUM_POLL_MINUTES, mail=1441",
    "STRIPE_WEBHOOK_SECRET, hunter2",
    "STRIPE_MODE, hunter2",
  })
  void aWrongValueIsNamedAndNeverShown(String variable, String value) {
    List<Problem> problems = problems(with(variable, value));
    assertThat(problems).singleElement().extracting(Problem::variable).isEqualTo(variable);
    if (!variable.equals("APP_REDIRECT_URIS")) {
      assertThat(problems.toString()).doesNotContain("hunter2");
    }
  }

  @Test
  void aCompleteEnvironmentHasSensibleDefaults() {
    ServerSettings settings = settings(complete());
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.sso().base()).hasToString("https://login.eveonline.com");
    assertThat(settings.sso().callback()).hasToString("http://localhost:8080/v1/auth/callback");
    assertThat(settings.esi().base()).hasToString("https://esi.evetech.net");
    assertThat(settings.database().redis()).isEmpty();
    assertThat(settings.fcm().baseUri()).hasToString("https://fcm.googleapis.com");
    assertThat(settings.webPush()).isEmpty();
    Protection protection = settings.http().protection();
    assertThat(protection.rates()).isEqualTo(RateLimits.SENSIBLE);
    assertThat(protection.trustedProxies()).isEmpty();
    assertThat(protection.corsOrigins()).isEmpty();
    assertThat(protection.operators()).isEqualTo(OperatorAccess.CLOSED);
    assertThat(settings.login().redirectUris()).containsExactly(URI.create("evenomad://callback"));
  }

  @Test
  void plansAreThoseThatTheirOperatorWants() {
    assertThat(settings(complete()).plans()).isEqualTo(PlanSettings.DEFAULT);

    Map<String, String> environment = complete();
    environment.put("FREE_CHARACTERS", "1");
    environment.put("PREMIUM_CHARACTERS", "70");
    environment.put("FREE_POLL_MINUTES", "skills=15, planets=120");
    environment.put("STRIPE_WEBHOOK_SECRET", "whsec_new, whsec_old");
    environment.put("STRIPE_MODE", "test");
    PlanSettings plans = settings(environment).plans();

    assertThat(plans.policy().free().characters()).hasValue(1);
    assertThat(plans.policy().premium().characters()).hasValue(70);
    assertThat(plans.policy().free().pollIntervals())
        .containsEntry(SyncKind.SKILLS, Duration.ofMinutes(15))
        .containsEntry(SyncKind.PLANETS, Duration.ofHours(2))
        .containsEntry(SyncKind.MAIL, Duration.ofMinutes(10));
    assertThat(plans.policy().premium().pollIntervals())
        .isEqualTo(PlanPolicy.DEFAULT.premium().pollIntervals());
    assertThat(plans.stripeSecrets())
        .extracting(Secret::reveal)
        .containsExactly("whsec_new", "whsec_old");
    assertThat(plans.livePayments()).isFalse();

    environment.put("FREE_CHARACTERS", "all");
    assertThat(settings(environment).plans().policy().free().characters()).isEmpty();
  }

  @Test
  void aPollIntervalIsNamedOnce() {
    assertThat(problems(with("FREE_POLL_MINUTES", "mail=5,mail=6")))
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .contains("mail twice");
  }

  @Test
  void theRestCanBeChosen() {
    Map<String, String> environment = complete();
    environment.put("PUBLIC_URL", "https://nomad.example.org/");
    environment.put("APP_REDIRECT_URIS", "https://app.example.org/done, myapp://done");
    environment.put("ENCRYPTION_KEY", KEY + "," + KEY.replace('A', 'B'));
    environment.put("JWT_SECRET", " the-new-secret-that-signs-from-now-on , " + JWT + ",");
    environment.put("ESI_CONTACT", "ops@example.org");
    environment.put("RATE_LIMITS", "off");
    environment.put("TRUSTED_PROXIES", "10.0.0.0/8, ::1");
    environment.put("CORS_ORIGINS", "https://app.example.org");
    environment.put("OPERATOR_TOKENS", "a".repeat(32) + "," + "b".repeat(32));
    environment.put("OPERATOR_ADDRESSES", "10.1.0.0/16");
    environment.put("PORT", "9000");
    environment.put("REDIS_URL", "rediss://:redis-password@redis.example.org/2");
    ServerSettings settings = settings(environment);
    assertThat(settings.sso().callback()).hasToString("https://nomad.example.org/v1/auth/callback");
    assertThat(settings.login().redirectUris()).hasSize(2);
    assertThat(settings.encryptionKeys()).hasSize(2);
    assertThat(settings.jwtSecrets())
        .as("the first signs")
        .containsExactly(Secret.of("the-new-secret-that-signs-from-now-on"), Secret.of(JWT));
    assertThat(settings.esi().http().userAgent()).contains("ops@example.org");
    assertThat(settings.http().port()).isEqualTo(9000);
    Protection protection = settings.http().protection();
    assertThat(protection.rates()).isEqualTo(RateLimits.OFF);
    assertThat(protection.trustedProxies()).hasSize(2);
    assertThat(protection.corsOrigins()).containsExactly(URI.create("https://app.example.org"));
    assertThat(protection.operators().tokens()).hasSize(2);
    assertThat(protection.operators().addresses())
        .containsExactly(AddressRange.parse("10.1.0.0/16"));
    assertThat(settings.database().redis().orElseThrow())
        .hasToString("rediss://redis.example.org:6379/2");
    assertThat(settings.toString()).doesNotContain("redis-password");
  }

  @Test
  void webPushNeedsAKeyAndASubject() {
    VapidKey key = VapidKey.generate();
    assertThat(problems(with("VAPID_PRIVATE_KEY", key.privateKey().reveal())))
        .extracting(Problem::variable)
        .containsExactly("VAPID_SUBJECT");
    assertThat(problems(with("VAPID_SUBJECT", "mailto:ops@example.org")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.render())
                    .contains("VAPID_PRIVATE_KEY", "missing", "./nomad vapid-keys"));

    Map<String, String> environment = complete();
    environment.put("VAPID_PRIVATE_KEY", "hunter2");
    environment.put("VAPID_SUBJECT", "hunter2");
    assertThat(problems(environment).toString())
        .contains("VAPID_PRIVATE_KEY", "./nomad vapid-keys", "VAPID_SUBJECT", "mailto:")
        .doesNotContain("hunter2");

    environment.put("VAPID_PRIVATE_KEY", key.privateKey().reveal());
    environment.put("VAPID_SUBJECT", "mailto:ops@example.org");
    environment.put("WEB_PUSH_ORIGINS", "http://localhost:8081, https://push.example.org");
    ServerSettings settings = settings(environment);
    assertThat(settings.webPush().orElseThrow())
        .isEqualTo(
            WebPushSettings.of(key, "mailto:ops@example.org")
                .trusting(
                    Set.of(
                        URI.create("http://localhost:8081"),
                        URI.create("https://push.example.org"))));
    assertThat(settings.toString()).doesNotContain(key.privateKey().reveal());
  }

  @Test
  void settingsDoNotShowSecrets() {
    assertThat(settings(complete()).toString())
        .doesNotContain(KEY, "database-password", "jwt-secret", "eve-secret", "PRIVATE KEY");
  }

  private static List<Problem> problems(Map<String, String> environment) {
    return ((ServeConfiguration.Incomplete) ServeConfiguration.read(environment)).problems();
  }

  private static ServerSettings settings(Map<String, String> environment) {
    return ((ServeConfiguration.Complete) ServeConfiguration.read(environment)).settings();
  }

  private static Map<String, String> without(String variable) {
    Map<String, String> environment = complete();
    environment.remove(variable);
    return environment;
  }

  private static Map<String, String> with(String variable, String value) {
    Map<String, String> environment = complete();
    environment.put(variable, value);
    return environment;
  }

  private static Map<String, String> complete() {
    return new HashMap<>(
        Map.of(
            "DATABASE_URL",
            "postgresql://nomad:database-password@localhost:5432/nomad",
            "ENCRYPTION_KEY",
            KEY,
            "JWT_SECRET",
            JWT,
            "EVE_CLIENT_ID",
            "0123456789abcdef",
            "EVE_CLIENT_SECRET",
            "eve-secret",
            "FCM_CREDENTIALS",
            serviceAccount));
  }
}
