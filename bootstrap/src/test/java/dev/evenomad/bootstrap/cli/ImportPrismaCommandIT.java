package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.config.ServeConfiguration;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.SandboxSettings;
import dev.evenomad.bootstrap.server.NomadServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The move of an operator: the old database, one command, the new server. */
final class ImportPrismaCommandIT {

  private static final Path SCHEMA =
      Path.of(
          "..",
          "adapters-persistence/src/test/resources/dev/evenomad/persistence/prisma/original.sql");

  /** The access token {@code mock_access_token} under the key {@code nomad-test-key}. */
  private static final String TOKEN =
      "AAECAwQFBgcICQoLDA0ODw==:KXV0nd6kgyXaIpeHrpd6CA==:7eqGSfsJJH2gyqjER4ra51s=";

  private static final String ORIGINAL_KEY = "nomad-test-key";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String JWT_SECRET = "a secret that is long enough to sign with";

  private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.temporary();
  private static final String JWT = jwt();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void anOldDatabase() throws IOException {
    execute("postgres", "CREATE DATABASE original");
    execute("original", Files.readString(SCHEMA));
    execute(
        "original",
        """
        INSERT INTO "User" (id, email, "updatedAt")
        VALUES ('user-1', 'pilot1@example.com', now()), ('user-2', 'not an address', now());
        INSERT INTO "Character" (id, "characterId", "characterName", "corporationId", "userId",
            "accessToken", "refreshToken", "tokenExpiresAt", "updatedAt")
        VALUES ('record-1', 2112000001, 'Ada', 98000001, 'user-1', '%1$s', '%1$s', now(), now());
        INSERT INTO "Session" (id, "userId", token, "expiresAt")
        VALUES ('session-1', 'user-1', '%2$s', now() + interval '7 days');
        INSERT INTO "Job" (id, "jobType") VALUES ('job-1', 'make-coffee');
        """
            .formatted(TOKEN, digest(JWT)));
  }

  @AfterAll
  static void stop() {
    DATABASE.close();
  }

  @Test
  void itMovesInAndThePhoneStaysSignedIn() throws Exception {
    execute("postgres", "CREATE DATABASE moved");
    Map<String, String> environment = environment("moved");

    assertThat(run(environment, "--json")).isZero();

    JsonNode report = MAPPER.readTree(out.toString());
    assertThat(report.path("complete").asBoolean()).isFalse();
    assertThat(report.path("tables").get(0))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"table": "User", "read": 2, "taken": 2, "alreadyThere": 0, "notTaken": 0}
                """));
    assertThat(report.path("findings"))
        .extracting(finding -> finding.path("id").asText() + " " + finding.path("taken").asText())
        .containsExactly("user-2 true", "job-1 false");
    assertThat(report.path("defaultSettings").asInt()).isEqualTo(2);
    assertThat(err.toString()).isEmpty();

    try (Sandbox eve = Sandbox.start(SandboxSettings.of("our-id", "our-secret", List.of()));
        NomadServer server = serve(environment, eve);
        HttpClient phone = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          phone.send(
              HttpRequest.newBuilder(server.uri().resolve("/v1/me"))
                  .header("Authorization", "Bearer " + JWT)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"user-1\"", "pilot1@example.com");
    }
  }

  @Test
  void itTellsPeopleWhatBecameOfEachTable() {
    execute("postgres", "CREATE DATABASE told");

    assertThat(run(environment("told"))).isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("User +2 +2 +0 +0"))
        .anyMatch(line -> line.matches("Job +1 +0 +0 +1"))
        .contains(
            "Taken with a change:",
            "Not taken:",
            "  Job                       1  its type is not known: 'make-coffee'",
            "The rest is here. --json names each row that is not.");
    out.getBuffer().setLength(0);
    assertThat(run(environment("told"))).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("User +2 +0 +2 +0"))
        .noneMatch(line -> line.startsWith("Taken with a change"));
  }

  @Test
  void whatIsMissingIsToldAtOnce() {
    assertThat(run(Map.of("DATABASE_URL", "nonsense"))).isEqualTo(78);

    assertThat(err.toString())
        .contains("DATABASE_URL is not usable", "ENCRYPTION_KEY is missing")
        .contains("PRISMA_ENCRYPTION_KEY is missing", "the ENCRYPTION_KEY of the original server");
  }

  @Test
  void anotherKeyFailsInOneSentence() {
    Map<String, String> environment = environment("postgres");
    environment.put("PRISMA_ENCRYPTION_KEY", "hunter2");

    assertThat(run(environment)).isEqualTo(1);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("PRISMA_ENCRYPTION_KEY decrypts none of the 2 tokens")
        .doesNotContain("hunter2");
    assertThat(out.toString()).isEmpty();
  }

  private int run(Map<String, String> environment, String... options) {
    return NomadCommand.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments(options));
  }

  private static String[] arguments(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "import-prisma";
    arguments[1] = "--from";
    arguments[2] = url("original");
    System.arraycopy(options, 0, arguments, 3, options.length);
    return arguments;
  }

  private static Map<String, String> environment(String database) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", url(database));
    environment.put("ENCRYPTION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    environment.put("PRISMA_ENCRYPTION_KEY", ORIGINAL_KEY);
    return environment;
  }

  private static NomadServer serve(Map<String, String> environment, Sandbox eve) {
    URI url = URI.create("http://127.0.0.1:" + NomadProcess.freePort());
    Map<String, String> all = new HashMap<>(environment);
    all.put("JWT_SECRET", JWT_SECRET);
    all.put("EVE_CLIENT_ID", eve.clientId());
    all.put("EVE_CLIENT_SECRET", eve.clientSecret());
    all.put("FCM_CREDENTIALS", eve.serviceAccountJson());
    all.put("HOST", url.getHost());
    all.put("PORT", Integer.toString(url.getPort()));
    all.put("EVE_SSO_URL", eve.ssoBase().toString());
    all.put("ESI_URL", eve.esiBase().toString());
    all.put("FCM_URL", eve.fcmBase().toString());
    return switch (ServeConfiguration.read(all)) {
      case ServeConfiguration.Complete complete -> NomadServer.start(complete.settings());
      case ServeConfiguration.Incomplete incomplete ->
          throw new AssertionError(incomplete.problems());
    };
  }

  private static String url(String database) {
    return DATABASE.jdbcUrl().replaceFirst("/postgres(?=\\?|$)", "/" + database);
  }

  private static void execute(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the original's server issued them. */
  private static String jwt() {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String signed =
        base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(
                """
                {"userId":"user-1","characterId":2112000001,"characterName":"Ada",\
                "subscriptionTier":"free","iat":%d,"exp":%d,"aud":"eve-nomad-app",\
                "iss":"eve-nomad-api"}\
                """
                    .formatted(now, Instant.ofEpochSecond(now).plusSeconds(3600).getEpochSecond())
                    .getBytes(StandardCharsets.UTF_8));
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(JWT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + "." + base64(hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
