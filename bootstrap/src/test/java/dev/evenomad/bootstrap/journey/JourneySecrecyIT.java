package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.application.session.OpenedSession;
import dev.evenomad.bootstrap.demo.Demo;
import dev.evenomad.bootstrap.demo.DemoReport;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.local.UnexpectedAnswerException;
import dev.evenomad.bootstrap.sandbox.fcm.PushTokenState;
import dev.evenomad.bootstrap.sandbox.population.FirstPilots;
import dev.evenomad.bootstrap.sandbox.sso.RefreshRotation;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso.CodeExchange;
import dev.evenomad.domain.character.EveSso.TokenRefresh;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.PushMessage;
import dev.evenomad.domain.notification.PushMessage.Content;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.OneTimeGrant.LoginAttempt;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.domain.session.Session;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * No secret that is used on the way is in anything that this process shows: logs at their most
 * talkative, exceptions, dumps of threads, and what objects say of themselves.
 */
final class JourneySecrecyIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration TRAINING = Duration.ofMinutes(50);
  private static final String PUSH_TOKEN = "push-token-of-a-lost-phone-1";

  @TempDir private Path folder;

  @Test
  void theDemoShowsNoSecret() throws IOException {
    try (Shown shown = new Shown();
        Wire wire = new Wire()) {
      LocalWorldSettings kept =
          new LocalWorldSettings(
              Optional.of(folder), 0, 0, Set.of(Demo.APP), Clock.systemUTC(), new FirstPilots());

      DemoReport report =
          new Demo(
                  kept,
                  step -> {
                    shown.show(step);
                    shown.dumpThreads();
                  })
              .run();

      shown.show(report.toJson());
      assertThat(report.ok()).as(report.toJson()).isTrue();
      assertNoSecret(shown, wire);
    }
  }

  @Test
  void aJourneyWithAccidentsShowsNoSecret() throws IOException {
    try (Shown shown = new Shown();
        Wire wire = new Wire();
        RunningWorld running = new RunningWorld(Optional.of(folder));
        Phone phone = running.phone()) {
      long pilot = running.pilotTraining(TRAINING);
      running.world().sso().rotation(RefreshRotation.NEW);
      refusedSignIn(running, phone, pilot);
      UserId user = new UserId(running.signIn(phone, pilot, PUSH_TOKEN).path("userId").asText());
      running.awaitSync(phone, pilot);
      outages(running);
      shown.dumpThreads();
      deadPhone(running, phone);
      try (Persistence persistence =
          Persistence.open(
              PersistenceSettings.of(DatabaseUrl.parse(running.jdbcUrl)), running.clock)) {
        showObjects(shown, persistence, user, new CharacterId(pilot), wire);
        removal(shown, running, phone, persistence, wire);
      }
      phone.post("/v1/auth/refresh", Map.of(), 200);

      assertThat(wire.secrets().get("refresh_token")).hasSizeGreaterThan(1);
      assertThat(shown.loggers()).contains("dev.evenomad.application.character.AccessTokens");
      assertNoSecret(shown, wire);
    }
  }

  /** On every channel that is looked at. */
  @Test
  void aLeakIsNoticed() throws InterruptedException {
    try (Shown shown = new Shown()) {
      LoggerFactory.getLogger("dev.evenomad.anything").trace("leak-{}", 1);
      LoggerFactory.getLogger("org.example").debug("{}", "", new IOException("leak-2"));
      java.util.logging.Logger.getLogger("org.example").fine("leak-3");
      System.out.println("leak-4");
      System.err.println("leak-5");
      shown.show(new IOException(new IOException("leak-6")));
      Thread.ofVirtual().name("leak-7").start(shown::dumpThreads).join();
      Thread.ofPlatform().name("leak-8").start(shown::dumpThreads).join();

      for (int leak = 1; leak <= 8; leak++) {
        assertThat(shown.text()).contains("leak-" + leak);
      }
    }
  }

  private static void refusedSignIn(RunningWorld running, Phone phone, long pilot) {
    running.world().faults().add(Fault.answer(FaultTarget.SSO_TOKEN, 503, 100));
    assertThatThrownBy(() -> phone.signIn(pilot, Optional.empty()))
        .isInstanceOf(UnexpectedAnswerException.class);
    running.world().faults().clear();
  }

  /** Refreshes of EVE's tokens, readings and pushes fail at first. */
  private static void outages(RunningWorld running) {
    running.world().faults().add(Fault.answer(FaultTarget.SSO_TOKEN, 500, 1));
    running.world().faults().add(Fault.answer(FaultTarget.ESI, 401, 1));
    running.world().faults().add(Fault.answer(FaultTarget.FCM, 401, 1));
    running.world().faults().add(Fault.answer(FaultTarget.FCM, 500, 1));
    running.clock.advance(TRAINING);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              running.clock.advance(Duration.ofSeconds(5));
              return running.world().faults().all().isEmpty()
                  && !running.pushes(PUSH_TOKEN).isEmpty();
            });
  }

  /** A character is removed while EVE cannot be asked to end its grant, which fails in two ways. */
  private static void removal(
      Shown shown, RunningWorld running, Phone phone, Persistence persistence, Wire wire) {
    long removed = running.pilotTraining(TRAINING);
    String ticket = phone.post("/v1/auth/link", Map.of(), 200).path("ticket").asText();
    phone.signIn(removed, Optional.of(ticket));
    running.awaitSync(phone, removed);
    running.world().faults().add(revocations(new Fault.Effect.Close()));
    running
        .world()
        .faults()
        .add(revocations(new Fault.Effect.Answer(503, Optional.empty(), Optional.empty())));
    phone.delete("/v1/characters/" + removed, 204);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              running.clock.advance(Duration.ofMinutes(1));
              showRevocations(shown, persistence, wire);
              return running.world().sso().grants(removed).isEmpty()
                  && revocations(persistence).stream().allMatch(Job::over);
            });
    showRevocations(shown, persistence, wire);
    assertThat(revocations(persistence))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.payload()).isEmpty();
              assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
              assertThat(job.attempts()).isGreaterThan(2);
            });
  }

  private static void showRevocations(Shown shown, Persistence persistence, Wire wire) {
    for (Job job : revocations(persistence)) {
      shown.show(job);
      job.payload()
          .ifPresent(
              payload ->
                  assertThat(wire.values())
                      .noneSatisfy(secret -> assertThat(payload.toString()).contains(secret)));
    }
  }

  private static List<Job> revocations(Persistence persistence) {
    return persistence.jobs().page(JobQuery.latest(JobQuery.MAX_LIMIT)).items().stream()
        .filter(job -> job.type() == JobType.GRANT_REVOCATION)
        .toList();
  }

  private static Fault revocations(Fault.Effect effect) {
    return new Fault(FaultTarget.SSO, "*/revoke", effect, Fault.Phase.BEFORE, Optional.of(1));
  }

  private static void deadPhone(RunningWorld running, Phone phone) {
    running.world().push().treat(PUSH_TOKEN, PushTokenState.UNREGISTERED);
    phone.post("/v1/notifications/test", Map.of(), 202);
    running.awaitNotification(phone, "failed");
  }

  /** Everything in domain and application that holds a secret, with the real ones in it. */
  private void showObjects(
      Shown shown, Persistence persistence, UserId user, CharacterId pilot, Wire wire)
      throws IOException {
    List<EncryptionKey> keys = EncryptionKey.parseAll(keys().getFirst());
    TokenVault vault = Vault.of(keys);
    EveCharacter character = persistence.characters().find(pilot).orElseThrow();
    EsiGrant.Valid grant = (EsiGrant.Valid) character.grant();
    EveTokens tokens =
        new EveTokens(
            vault.open(pilot, TokenField.ACCESS_TOKEN, grant.accessToken()),
            vault.open(pilot, TokenField.REFRESH_TOKEN, grant.refreshToken()),
            grant.accessExpiresAt());
    assertThat(wire.values())
        .contains(tokens.accessToken().reveal(), tokens.refreshToken().reveal());
    EveIdentity identity =
        new EveIdentity(pilot, character.name(), character.owner().orElseThrow(), grant.scopes());
    CodeVerifier verifier = new CodeVerifier(one(wire, "code_verifier"));
    List<Session> sessions = persistence.sessions().ofUser(user, character.createdAt());
    assertThat(sessions).isNotEmpty();

    shown.show(keys);
    shown.show(vault);
    shown.show(character);
    shown.show(tokens);
    shown.show(sessions);
    shown.show(new CodeExchange.SignedIn(identity, Optional.of(tokens)));
    shown.show(new TokenRefresh.Refreshed(identity, tokens));
    shown.show(new Access.Granted(tokens.accessToken()));
    shown.show(verifier);
    shown.show(
        new LoginAttempt(
            one(wire, "state").digest(),
            RunningWorld.APP,
            "",
            verifier.challenge(),
            verifier,
            Scopes.NONE,
            Optional.empty(),
            grant.accessExpiresAt()));
    shown.show(
        new OpenedSession(
            sessions.getFirst().id(), user, one(wire, "bearer"), grant.accessExpiresAt()));
    shown.show(
        new PushMessage(
            new PushToken(PUSH_TOKEN),
            DeviceType.ANDROID,
            new Content.Alert(NotificationKind.TEST, "title", ""),
            Map.of(),
            "key",
            Duration.ofSeconds(1),
            1));
    shown.show(new Device(DeviceType.ANDROID, Optional.of(new PushToken(PUSH_TOKEN))));
    shown.show(
        catchThrowable(() -> vault.open(pilot, TokenField.REFRESH_TOKEN, grant.accessToken())));
    shown.show(
        catchThrowable(
            () ->
                vault.open(
                    pilot,
                    TokenField.REFRESH_TOKEN,
                    new SealedToken(tokens.refreshToken().reveal()))));
  }

  private static Secret one(Wire wire, String kind) {
    return wire.secrets().getOrDefault(kind, Set.of()).stream()
        .map(Secret::of)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind));
  }

  private void assertNoSecret(Shown shown, Wire wire) throws IOException {
    assertThat(wire.secrets().keySet())
        .as("what went over the wire")
        .contains(
            "code",
            "code_verifier",
            "codeVerifier",
            "state",
            "access_token",
            "refresh_token",
            "token",
            "pushToken",
            "assertion",
            "bearer",
            "basic",
            "client_secret");
    for (String talkative :
        List.of("com.zaxxer.hikari", "io.micronaut", "com.github.kagkarlsson", "org.postgresql")) {
      assertThat(shown.loggers())
          .as("who has logged")
          .anySatisfy(logger -> assertThat(logger).startsWith(talkative));
    }
    String text = shown.text();
    assertThat(text).contains("Thread", "#");
    Set<String> secrets = new HashSet<>(wire.values());
    secrets.addAll(keys());
    secrets.add(LocalWorld.STRIPE_SECRET);
    for (String secret : secrets) {
      int found = text.indexOf(secret);
      assertThat(found)
          .as(
              () ->
                  "a secret is shown: "
                      + text.substring(
                          Math.max(0, found - 500),
                          Math.min(text.length(), found + secret.length() + 100)))
          .isNegative();
    }
  }

  /** Of the world that was started: what encrypts tokens, and what signs sessions. */
  private List<String> keys() throws IOException {
    return Files.readAllLines(folder.resolve("keys"));
  }
}
