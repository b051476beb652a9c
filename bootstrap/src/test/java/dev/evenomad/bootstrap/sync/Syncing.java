package dev.evenomad.bootstrap.sync;

import static java.util.Objects.requireNonNull;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.session.CompleteLogin;
import dev.evenomad.application.session.LoginSettings;
import dev.evenomad.application.session.StartLogin;
import dev.evenomad.bootstrap.server.ServerSettings;
import dev.evenomad.domain.Stores;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.esi.EveOnline;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import dev.evenomad.testkit.memory.InMemoryStores;
import dev.evenomad.testkit.memory.RecordingPushGateway;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The core on a simulated EVE, whose due work is done by so many threads when it is asked for, on a
 * clock that moves together with EVE's. Pushes are kept to itself.
 */
final class Syncing implements AutoCloseable {

  private static final String KEY = "YSBrZXkgZm9yIGZpZ3VyZXMsIDMyIGJ5dGVzIGxvbmc=";
  private static final String JWT_SECRET = "for-figures-and-nothing-else-0123456789";
  private static final URI APP = URI.create("evenomad://callback");
  private static final Scopes SCOPES =
      Scopes.parse(
          "esi-skills.read_skills.v1 esi-skills.read_skillqueue.v1 esi-mail.read_mail.v1"
              + " esi-markets.read_character_orders.v1 esi-industry.read_character_jobs.v1"
              + " esi-planets.manage_planets.v1");

  final MovedClock clock;
  private final EveProcess world;
  private final TurnedSchedule schedule = new TurnedSchedule();
  private final EveOnline eve;
  private final Nomad nomad;
  private final Runnable closeStores;
  private final ExecutorService workers;
  private final int threads;

  /** On PostgreSQL. */
  static Syncing onPostgreSql(EveProcess world, String jdbcUrl, int threads) {
    MovedClock clock = new MovedClock();
    Persistence persistence =
        Persistence.open(
            PersistenceSettings.of(DatabaseUrl.parse(jdbcUrl)).withMaxConnections(threads + 4),
            clock);
    persistence.migrate();
    return new Syncing(world, clock, persistence, persistence::close, threads);
  }

  /** In memory, where only EVE's side counts. */
  static Syncing inMemory(EveProcess world, int threads) {
    return new Syncing(world, new MovedClock(), new InMemoryStores(), () -> {}, threads);
  }

  private Syncing(
      EveProcess world, MovedClock clock, Stores stores, Runnable closeStores, int threads) {
    this.world = world;
    this.clock = clock;
    this.closeStores = closeStores;
    this.threads = threads;
    workers = Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory());
    String userAgent = ServerSettings.userAgent("https://localhost");
    eve =
        EveOnline.connect(
            SsoSettings.of(
                    SandboxMain.CLIENT_ID,
                    Secret.of(SandboxMain.CLIENT_SECRET),
                    SandboxMain.CALLBACK,
                    userAgent)
                .at(world.sso()),
            EsiSettings.of(userAgent).at(world.esi()),
            stores.cache(),
            stores.budgets(),
            clock);
    nomad =
        Nomad.builder()
            .stores(stores)
            .clock(clock)
            .schedule(schedule)
            .vault(Vault.of(EncryptionKey.parseAll(KEY)))
            .tokenIssuer(new JwtTokens(List.of(Secret.of(JWT_SECRET)), clock))
            .eve(eve)
            .push(new RecordingPushGateway())
            .loginSettings(LoginSettings.forApps(Set.of(APP)))
            .build();
  }

  Nomad nomad() {
    return nomad;
  }

  /** Signs pilots in, each on an account of its own. */
  void signIn(List<Long> pilots) {
    inParallel(pilots, this::signIn);
  }

  private void signIn(long pilot) {
    StartLogin.Request request =
        new StartLogin.Request(
            APP,
            "state",
            new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            SCOPES,
            Optional.empty());
    if (!(nomad.startLogin().start(request) instanceof StartLogin.Outcome.GoTo(URI consent))) {
      throw new IllegalStateException("the app is not known");
    }
    Map<String, String> answer =
        Arrays.stream(world.agree(consent, pilot).getRawQuery().split("&"))
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    URI back =
        nomad
            .completeLogin()
            .complete(
                secret(answer, "state"), new CompleteLogin.Answer.Code(secret(answer, "code")))
            .orElseThrow();
    if (back.getRawQuery().contains("error=")) {
      throw new IllegalStateException("pilot " + pilot + " could not sign in: " + back);
    }
  }

  private static Secret secret(Map<String, String> answer, String name) {
    return Secret.of(requireNonNull(answer.get(name), name));
  }

  /** Moves both clocks. */
  void advance(Duration by) {
    world.advance(by);
    clock.advance(by);
  }

  /** When the first of all that is planned is due. */
  Instant earliest() {
    return schedule.earliest().orElseThrow();
  }

  /** Does what is due, once; answers how many readings of characters were among it. */
  long runDue() {
    return runDue(work -> true);
  }

  /** The same for some of the work. */
  long runDue(Predicate<DueWork> which) {
    List<DueWork> due = schedule.take(clock.instant(), which);
    inParallel(due, work -> schedule.done(work, nomad.dueWork().handle(work)));
    return due.stream().filter(DueWork.Sync.class::isInstance).count();
  }

  private <T> void inParallel(List<T> things, Consumer<T> deed) {
    // Every thread takes every so manieth: nobody waits for a slow one but at the end.
    List<Future<?>> running =
        IntStream.range(0, threads)
            .<Future<?>>mapToObj(
                first ->
                    workers.submit(
                        () -> {
                          for (int i = first; i < things.size(); i += threads) {
                            deed.accept(things.get(i));
                          }
                        }))
            .toList();
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    workers.close();
    eve.close();
    closeStores.run();
  }
}
