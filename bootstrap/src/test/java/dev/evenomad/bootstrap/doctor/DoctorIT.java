package dev.evenomad.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.config.ToolConfiguration;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.doctor.Finding.State;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import dev.evenomad.bootstrap.seed.Seeding;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DoctorIT {

  private static final String OTHER_KEY = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

  /** Enough for a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final LocalWorld WORLD =
      new LocalWorld(LocalWorldSettings.temporary(Set.of(URI.create("evenomad://callback"))));
  private static final EmbeddedDatabase SERVER = WORLD.startDatabase();
  private static final Sandbox EVE = WORLD.startSandbox();

  private final Map<String, String> environment =
      new HashMap<>(WORLD.environment(URI.create("http://127.0.0.1:8082")));
  private final NewDatabase database = use(NewDatabase.on(SERVER));

  @AfterEach
  void clearFaults() {
    EVE.world().faults().clear();
  }

  @AfterAll
  static void stop() {
    WORLD.close();
  }

  @Test
  void whatIsWellIsSaidOfEachPartInOrder() {
    seed();

    Diagnosis diagnosis = examine();

    assertThat(diagnosis.findings())
        .extracting(Finding::part)
        .containsExactly(
            "configuration",
            "database",
            "schema",
            "keys",
            "redis",
            "eve-sso",
            "esi",
            "fcm",
            "web-push");
    assertThat(diagnosis.findings()).flatExtracting(Finding::cures).isEmpty();
    assertThat(diagnosis.usable()).isTrue();
    assertThat(diagnosis.toString().lines().limit(9))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("ok       configuration")
                    .contains("http://127.0.0.1:8082/v1/auth/callback"),
            line ->
                assertThat(line)
                    .matches("ok       database +PostgreSQL 16\\S* .*UTF8, answers in .* ms"),
            line -> assertThat(line).matches("ok       schema +up to date, version \\d{14}"),
            line ->
                assertThat(line)
                    .matches("ok       keys +1 key: ([0-9a-f]{8}); stored: 6 tokens under \\1"),
            line ->
                assertThat(line)
                    .matches("skipped  redis +not configured; PostgreSQL serves instead"),
            line ->
                assertThat(line)
                    .startsWith("ok       eve-sso")
                    .contains("https://login.eveonline.com, ", " keys, S256;"),
            line ->
                assertThat(line)
                    .startsWith("ok       esi")
                    .contains(" players, server 3142586, asked as of 2026-08-04 by EveNomad/"),
            line -> assertThat(line).startsWith("ok       fcm").contains("delivered it to nobody"),
            line ->
                assertThat(line)
                    .matches(
                        "ok       web-push +public key [\\w-]{87}, subject https://localhost"));
    assertThat(EVE.world().push().messages().after(0, message -> true)).isEmpty();
  }

  @Test
  void machinesGetTheSame() {
    JsonNode json = examine().toJson();

    assertThat(json.path("usable").booleanValue()).isTrue();
    assertThat(json.path("checks")).hasSize(9);
    JsonNode schema = json.path("checks").get(2);
    assertThat(schema.fieldNames()).toIterable().containsExactly("name", "state", "what", "cures");
    assertThat(schema.path("name").textValue()).isEqualTo("schema");
    assertThat(schema.path("state").textValue()).isEqualTo("warning");
    assertThat(schema.path("cures").get(0).textValue()).startsWith("./nomad migrate");
  }

  @Test
  void aSchemaThatIsToBeMadeIsAWarning() {
    Finding schema = only(State.WARNING, examine());

    assertThat(schema.part()).isEqualTo("schema");
    assertThat(schema.what()).matches("not there yet, \\d+ migrations to apply");
  }

  @Test
  void aNewerSchemaIsAProblemWithItsWayOut() {
    migrate("drop something needs 29990000000000");

    Finding schema = onlyProblem("schema");

    assertThat(schema.what()).contains("newer", "29990101000000");
    assertThat(schema.cures()).singleElement().asString().contains("run the version");
  }

  @Test
  void aSchemaThatServersCanLiveWithIsAWarning() {
    migrate("more");

    Finding schema = only(State.WARNING, examine());

    assertThat(schema.what()).contains("ahead of this program", "29990101000000");
    assertThat(schema.cures()).singleElement().asString().contains("run the version");
  }

  private void migrate(String future) {
    migrate();
    database.execute(
        """
        INSERT INTO flyway_schema_history SELECT installed_rank + 1, '29990101000000', '%s',
            type, 'V29990101000000__future.sql', checksum, installed_by, installed_on, 1, true
        FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
        """
            .formatted(future));
  }

  @Test
  void aDatabaseThatIsAwayIsTheOnlyProblem() {
    environment.put("DATABASE_URL", "postgresql://nomad:hunter2@127.0.0.1:" + unused() + "/nomad");

    Diagnosis diagnosis = examine();

    Finding away = only(State.PROBLEM, diagnosis);
    assertThat(away.part()).isEqualTo("database");
    assertThat(away.what()).contains("127.0.0.1", "refused");
    assertThat(away.cures()).singleElement().asString().startsWith("start PostgreSQL");
    assertThat(finding("schema", diagnosis).state()).isEqualTo(State.SKIPPED);
    assertThat(finding("keys", diagnosis).what()).endsWith("stored tokens were not looked at");
  }

  @Test
  void aWrongPasswordIsTheOnlyProblem() {
    String role = "pilot_" + System.nanoTime();
    database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'right'");
    List<String> admitting = database.query("SELECT pg_read_file(current_setting('hba_file'))");
    String hba = database.query("SHOW hba_file").getFirst();
    admit(hba, "host all " + role + " all scram-sha-256\n" + admitting.getFirst());
    try {
      environment.put(
          "DATABASE_URL",
          database.url().replace("user=postgres", "user=" + role) + "&password=hunter2");

      Finding refused = onlyProblem("database");

      assertThat(refused.what()).contains("password authentication failed", role);
      assertThat(refused.cures())
          .singleElement()
          .asString()
          .startsWith("correct user and password");
    } finally {
      admit(hba, admitting.getFirst());
    }
  }

  private void admit(String file, String lines) {
    database.execute(
        "COPY (SELECT unnest(string_to_array('%s', E'\\n'))) TO '%s'"
            .formatted(lines.replace("'", "''"), file),
        "SELECT pg_reload_conf()");
  }

  @Test
  void aDatabaseThatIsNotThereIsTheOnlyProblem() {
    environment.put("DATABASE_URL", SERVER.jdbcUrl().replace("/postgres?", "/nowhere?"));

    assertThat(onlyProblem("database").cures())
        .singleElement()
        .asString()
        .contains("CREATE DATABASE");
  }

  @Test
  void aDatabaseThatCannotTakeEveryTextIsAProblem() {
    use(
        NewDatabase.on(
            SERVER, "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"));

    assertThat(onlyProblem("database").cures())
        .singleElement()
        .asString()
        .contains("ENCODING 'UTF8'");
  }

  @Test
  void aKeyThatDoesNotOpenWhatIsStoredIsTheOnlyProblem() {
    seed();
    String right = environment.put("ENCRYPTION_KEY", OTHER_KEY);

    Finding keys = onlyProblem("keys");

    assertThat(keys.what()).matches("1 key: \\w{8}; stored: 6 tokens under \\w{8}");
    assertThat(keys.cures().getFirst()).startsWith("add the keys that are missing");

    environment.put("ENCRYPTION_KEY", OTHER_KEY + "," + right);
    Finding old = only(State.WARNING, examine());
    assertThat(old.what())
        .matches("2 keys, the first one encrypts: (\\w{8}), (\\w{8}); stored: 6 tokens under \\2");
    assertThat(old.cures()).singleElement().asString().endsWith("./nomad rotate-keys");
  }

  @Test
  void tokensThatWereMovedAreAProblem() {
    seed();
    database.execute("UPDATE eve_character SET access_token = refresh_token");

    assertThat(onlyProblem("keys").what())
        .contains(
            "out of 3 characters looked at, 3 have tokens that do not open: the ACCESS_TOKEN");
  }

  @Test
  void anSsoThatIsDownIsTheOnlyProblem() {
    EVE.world().faults().add(Fault.answer(FaultTarget.SSO, 503, 1));

    Finding sso = onlyProblem("eve-sso");

    assertThat(sso.what())
        .isEqualTo(EVE.ssoBase() + ": its metadata cannot be read: it answered 503");
    assertThat(sso.cures()).hasSize(2);
  }

  @Test
  void anSsoWithoutKeysIsTheOnlyProblem() {
    EVE.world().faults().add(Fault.answer(FaultTarget.SSO_JWKS, 500, 1));

    assertThat(onlyProblem("eve-sso").what()).endsWith("its keys cannot be read: it answered 500");
  }

  @Test
  void anotherServerInPlaceOfTheSsoIsTheOnlyProblem() {
    environment.put("EVE_SSO_URL", EVE.baseUri().toString());

    assertThat(onlyProblem("eve-sso").what()).contains("its metadata cannot be read");
  }

  @Test
  void clocksThatDifferAreTold() {
    Diagnosis diagnosis =
        examine(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2)), PATIENCE);

    assertThat(finding("eve-sso", diagnosis).state()).isEqualTo(State.PROBLEM);
    assertThat(finding("eve-sso", diagnosis).what())
        .containsPattern("its clock is 1(19|20|21) s ahead of ours, so sign-ins fail");
    assertThat(finding("database", diagnosis).state()).isEqualTo(State.WARNING);
    assertThat(finding("database", diagnosis).cures()).containsExactly(Clocks.CURE);
  }

  @Test
  void anEsiThatIsDownIsTheOnlyProblem() {
    EVE.world().faults().add(Fault.answer(FaultTarget.ESI, 503, 3));

    Finding esi = onlyProblem("esi");

    assertThat(esi.what()).isEqualTo(EVE.esiBase() + ": ESI answered 503");
    assertThat(esi.cures()).anyMatch(cure -> cure.contains("wait"));
  }

  @Test
  void anEsiThatAsksUsToWaitIsAWarning() {
    migrate();
    EVE.world().faults().add(Fault.answer(FaultTarget.ESI, 429, 1));

    assertThat(only(State.WARNING, examine()).part()).isEqualTo("esi");
  }

  @Test
  void aGameThatLetsOnlyStaffInIsAWarning() {
    migrate();
    staffOnly(true);
    try {
      assertThat(only(State.WARNING, examine()).what()).contains("nobody in but its staff");
    } finally {
      staffOnly(false);
    }
  }

  private static void staffOnly(boolean only) {
    EVE.world().esi().vip(only);
    // Past what ESI's cache holds.
    EVE.world().clock().advance(Duration.ofMinutes(1));
  }

  @Test
  void aServerThatHangsDoesNotHoldUpTheRest() {
    EVE.world()
        .faults()
        .add(
            new Fault(
                FaultTarget.ESI,
                "*",
                new Fault.Effect.Hang(Duration.ofMinutes(1)),
                Fault.Phase.BEFORE,
                Optional.empty()));

    Diagnosis diagnosis = examine(Clock.systemUTC(), Duration.ofSeconds(6));

    assertThat(only(State.PROBLEM, diagnosis).part()).isEqualTo("esi");
    assertThat(only(State.PROBLEM, diagnosis).what()).isEqualTo("no answer within 6 s");
  }

  @Test
  void aServiceAccountThatGoogleDoesNotKnowIsTheOnlyProblem() {
    try (Sandbox another = Sandbox.start(SandboxSettings.of("other", "other-secret", List.of()))) {
      environment.put(
          "FCM_CREDENTIALS",
          another
              .serviceAccountJson()
              .replace(another.baseUri().toString(), EVE.baseUri().toString()));

      Finding fcm = onlyProblem("fcm");

      assertThat(fcm.what()).contains("does not accept the service account", "invalid_grant");
      assertThat(fcm.cures().getFirst()).startsWith("make a new key");
    }
  }

  @Test
  void aGoogleThatIsAwayIsAnotherProblemThanARefusal() {
    EVE.world().faults().add(Fault.answer(FaultTarget.GOOGLE, 503, 1));

    Finding fcm = onlyProblem("fcm");

    assertThat(fcm.what()).endsWith("the token endpoint answered 503");
    assertThat(fcm.cures()).singleElement().asString().startsWith("see that this machine may call");
  }

  @Test
  void anFcmThatDoesNotLetTheServiceAccountSendIsTheOnlyProblem() {
    EVE.world().faults().add(Fault.answer(FaultTarget.FCM, 403, 1));

    assertThat(onlyProblem("fcm").what()).contains("may not send", "403");
  }

  @Test
  void everyVariableThatIsWrongIsToldAndTheRestIsLookedAt() {
    environment.remove("JWT_SECRET");
    environment.put("ESI_URL", "hunter2");

    Diagnosis diagnosis = examine();

    assertThat(diagnosis.misconfigured()).isTrue();
    Finding configuration = only(State.PROBLEM, diagnosis);
    assertThat(configuration.what()).isEqualTo("2 variables are missing or wrong");
    assertThat(configuration.cures())
        .containsExactly(
            "JWT_SECRET is missing; make one with: openssl rand -base64 48",
            "ESI_URL is not usable: the address of the server must be an http or https URL without"
                + " query, fragment and credentials, such as https://example.org; an http or https"
                + " URL");
    assertThat(finding("esi", diagnosis).state()).isEqualTo(State.SKIPPED);
    assertThat(Stream.of("database", "keys", "eve-sso", "fcm"))
        .allMatch(part -> finding(part, diagnosis).state() == State.OK);
  }

  @Test
  void withoutAnythingOnlyTheConfigurationIsAProblem() {
    environment.clear();
    environment.put("ESI_URL", EVE.esiBase().toString());

    Diagnosis diagnosis = examine();

    assertThat(only(State.PROBLEM, diagnosis).cures()).hasSize(6);
    assertThat(finding("esi", diagnosis).state()).isEqualTo(State.OK);
  }

  @Test
  void aRedisThatIsAwayIsNoProblem() {
    migrate();
    environment.put("REDIS_URL", "redis://:hunter2@127.0.0.1:1");

    Diagnosis diagnosis = examine();

    assertThat(diagnosis.usable()).isTrue();
    Finding redis = only(State.WARNING, diagnosis);
    assertThat(redis.part()).isEqualTo("redis");
    assertThat(redis.what())
        .isEqualTo("redis://127.0.0.1:1/0 does not answer; PostgreSQL serves instead");

    environment.put("REDIS_URL", "redis://hunter2@127.0.0.1:1");
    assertThat(finding("redis", examine()).state()).isEqualTo(State.SKIPPED);
    assertThat(examine().toString()).doesNotContain("hunter2");
  }

  @Test
  void webPushMayBeLeftOutButNotBeWrong() {
    environment.put("VAPID_PRIVATE_KEY", "hunter2");
    Diagnosis wrong = examine();
    assertThat(wrong.misconfigured()).isTrue();
    assertThat(finding("configuration", wrong).toString()).contains("./nomad vapid-keys");
    assertThat(finding("web-push", wrong).what()).startsWith("the configuration has to be right");

    environment.keySet().removeAll(Set.of("VAPID_PRIVATE_KEY", "VAPID_SUBJECT"));
    Finding without = finding("web-push", examine());
    assertThat(without.state()).isEqualTo(State.SKIPPED);
    assertThat(without.what()).isEqualTo("not configured; browsers get no pushes but through FCM");
  }

  private Finding onlyProblem(String part) {
    Diagnosis diagnosis = examine();
    assertThat(diagnosis.usable()).isFalse();
    assertThat(diagnosis.misconfigured()).isFalse();
    Finding problem = only(State.PROBLEM, diagnosis);
    assertThat(problem.part()).isEqualTo(part);
    return problem;
  }

  private static Finding only(State state, Diagnosis diagnosis) {
    List<Finding> found =
        diagnosis.findings().stream().filter(finding -> finding.state() == state).toList();
    assertThat(found).as(diagnosis.toString()).hasSize(1);
    return found.getFirst();
  }

  private static Finding finding(String part, Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.part().equals(part))
        .findFirst()
        .orElseThrow();
  }

  private Diagnosis examine() {
    return examine(Clock.systemUTC(), PATIENCE);
  }

  /** And sees that no secret is told. */
  private Diagnosis examine(Clock clock, Duration patience) {
    Diagnosis diagnosis = Doctor.examine(environment, clock, patience);
    String told = diagnosis + diagnosis.toJson().toString();
    assertThat(told).doesNotContain("hunter2", "password=", "PRIVATE KEY");
    Stream.of("ENCRYPTION_KEY", "JWT_SECRET", "EVE_CLIENT_SECRET", "VAPID_PRIVATE_KEY")
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .flatMap(Pattern.compile(",")::splitAsStream)
        .forEach(secret -> assertThat(told).doesNotContain(secret));
    return diagnosis;
  }

  private NewDatabase use(NewDatabase other) {
    environment.put("DATABASE_URL", other.url());
    return other;
  }

  private void migrate() {
    try (Persistence persistence = open()) {
      persistence.migrate();
    }
  }

  private void seed() {
    try (Persistence persistence = open()) {
      persistence.migrate();
      Seeding.run(persistence, Vault.of(ToolConfiguration.read(environment).keys()));
    }
  }

  private Persistence open() {
    PersistenceSettings settings = ToolConfiguration.readDatabase(environment);
    return Persistence.open(settings.withMaxConnections(2), Clock.systemUTC());
  }

  private static int unused() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
