package dev.evenomad.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.application.character.AccessTokens;
import dev.evenomad.application.character.AccessTokens.Access;
import dev.evenomad.application.character.EventSink;
import dev.evenomad.application.character.PartWithCharacter;
import dev.evenomad.application.character.ReadAnew;
import dev.evenomad.application.character.RevokeGrants;
import dev.evenomad.application.plan.ResumeCovered;
import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.sandbox.sso.RefreshRotation;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.esi.sso.Sso;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes, each with its own connections, need the same character's token at the same
 * moment, from an EVE that accepts every refresh token once. The server that runs beside them is
 * one more.
 */
final class SingleFlightIT {

  private static final int ROUNDS = 10;
  private static final int PROCESSES = 3;
  private static final int THREADS = 8;

  @TempDir private Path folder;

  @Test
  void oneOfManyRefreshesAndTheGrantLives() throws IOException, InterruptedException {
    try (RunningWorld running = new RunningWorld(Optional.of(folder));
        Phone phone = running.phone()) {
      running.world().sso().rotation(RefreshRotation.NEW);
      long pilot = running.pilotTraining(Duration.ofDays(30));
      running.signIn(phone, pilot);
      running.awaitSync(phone, pilot);
      CharacterId character = new CharacterId(pilot);
      List<ServerProcess> processes = new ArrayList<>();
      try {
        for (int i = 0; i < PROCESSES; i++) {
          processes.add(new ServerProcess(running));
        }
        for (int round = 0; round < ROUNDS; round++) {
          awaitEveryRefresh(running);
          running.clock.advance(Duration.ofMinutes(20));
          needAtOnce(processes, character);
        }

        assertThat(
                processes.getFirst().persistence.characters().find(character).orElseThrow().grant())
            .isInstanceOf(EsiGrant.Valid.class);
        assertThat(running.world().sso().grants(pilot)).hasSize(1);
        assertThat(phone.get("/v1/notifications").path("items")).isEmpty();
        int refreshes = processes.stream().mapToInt(process -> process.refreshes.get()).sum();
        assertThat(refreshes).isBetween(1, ROUNDS);
      } finally {
        processes.forEach(ServerProcess::close);
      }
    }
  }

  /**
   * A lease would be over as soon as the clock is put forward, with the refresh still under way.
   */
  private static void awaitEveryRefresh(RunningWorld running) {
    await("no refresh is under way")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                new NewDatabase(running.jdbcUrl)
                    .query("SELECT name FROM lease WHERE name LIKE 'token-refresh:%'")
                    .isEmpty());
  }

  private static void needAtOnce(List<ServerProcess> processes, CharacterId character)
      throws InterruptedException {
    List<Callable<Access>> needs = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      processes.forEach(process -> needs.add(() -> process.tokens.acquire(character)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(needs.size())) {
      assertThat(threads.invokeAll(needs))
          .extracting(Future::resultNow)
          .allSatisfy(
              access ->
                  assertThat(access).isInstanceOfAny(Access.Granted.class, Access.Postponed.class));
    }
  }

  /** What a server process has of its own. */
  private final class ServerProcess implements AutoCloseable {

    final AtomicInteger refreshes = new AtomicInteger();
    final Persistence persistence;
    final AccessTokens tokens;
    private final Sso sso;

    ServerProcess(RunningWorld running) throws IOException {
      persistence =
          Persistence.open(
              PersistenceSettings.of(DatabaseUrl.parse(running.jdbcUrl)), running.clock);
      sso =
          Sso.connect(
              SsoSettings.of(
                      running.sandbox.clientId(),
                      Secret.of(running.sandbox.clientSecret()),
                      URI.create("http://127.0.0.1/v1/auth/callback"),
                      "EveNomad-test/1.0 (test@example.org)")
                  .at(running.sandbox.ssoBase()),
              running.clock);
      TokenVault vault =
          Vault.of(EncryptionKey.parseAll(Files.readAllLines(folder.resolve("keys")).getFirst()));
      EveSso counted = new Counted(sso.eveSso(), refreshes);
      tokens =
          new AccessTokens(
              persistence.characters(),
              vault,
              counted,
              persistence.leases(),
              persistence.ids(),
              new PartWithCharacter(
                  persistence.characters(),
                  persistence.settings(),
                  persistence.cache(),
                  persistence.jobs(),
                  persistence.schedule(),
                  new ResumeCovered(PlanPolicy.DEFAULT, persistence.schedule()),
                  persistence.transactions(),
                  running.clock),
              new RevokeGrants(
                  persistence.characters(),
                  vault,
                  counted,
                  persistence.jobs(),
                  persistence.schedule(),
                  persistence.ids(),
                  persistence.transactions(),
                  running.clock),
              new ReadAnew(persistence.syncStates(), persistence.schedule()),
              new Silence(),
              persistence.transactions(),
              running.clock);
    }

    @Override
    public void close() {
      sso.close();
      persistence.close();
    }
  }

  private record Counted(EveSso sso, AtomicInteger refreshes) implements EveSso {
    @Override
    public URI authorizationUri(Secret state, CodeVerifier verifier, Scopes scopes) {
      return sso.authorizationUri(state, verifier, scopes);
    }

    @Override
    public CodeExchange exchange(Secret code, CodeVerifier verifier) {
      return sso.exchange(code, verifier);
    }

    @Override
    public TokenRefresh refresh(Secret refreshToken) {
      refreshes.incrementAndGet();
      return sso.refresh(refreshToken);
    }

    @Override
    public Revocation revoke(Secret refreshToken) {
      return sso.revoke(refreshToken);
    }
  }

  /** Has nothing to be told. */
  private static final class Silence implements EventSink {

    @Override
    public void tell(EveCharacter character, List<CharacterEvent> events, Names names) {
      throw new AssertionError("nothing is to be told: " + events);
    }

    @Override
    public void adopt(UserId user, List<NotificationId> unsent) {
      throw new AssertionError("nothing is to be told: " + unsent);
    }
  }
}
