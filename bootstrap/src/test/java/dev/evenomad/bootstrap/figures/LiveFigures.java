package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.Main;
import dev.evenomad.bootstrap.cli.NomadProcess;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.live.LiveEvent;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.http.session.JwtTokens;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * What thousands of open apps cost two servers: memory for each, processor time while nothing
 * happens, and how soon they are told what a third process has committed. No part of the test run;
 * by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=LiveFigures -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.streams=} opens another number of them, {@code -Dnomad.seconds=} measures for
 * another time, {@code -Dnomad.rate=} tells another number of events a second.
 */
final class LiveFigures {

  private static final int STREAMS = Integer.getInteger("nomad.streams", 4_000);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("nomad.seconds", 60));
  private static final int RATE = Integer.getInteger("nomad.rate", 50);
  private static final int WARM_UP = 200;

  /** So many apps wait for their stream at the same time: servers refuse who waits for too long. */
  private static final int AT_ONCE = 64;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String secret = random();
  private final String key = random();
  private final Map<String, Long> committed = new ConcurrentHashMap<>();
  private final Map<Integer, Latencies> latencies = new ConcurrentHashMap<>();

  @Test
  void ofIdleAppsAndOfNews() throws Exception {
    try (DurableDatabase database = DurableDatabase.start();
        FcmProcess fcm = new FcmProcess();
        Persistence persistence =
            Persistence.open(
                PersistenceSettings.of(DatabaseUrl.parse(database.jdbcUrl())), Clock.systemUTC())) {
      List<Integer> ports = List.of(NomadProcess.freePort(), NomadProcess.freePort());
      try (JavaProcess one = server(database, fcm, ports.get(0));
          JavaProcess other = server(database, fcm, ports.get(1))) {
        one.await(Crowd.READY);
        other.await(Crowd.READY);
        Map<UserId, String> tokens = pilots(persistence);
        List<JavaProcess> servers = List.of(one, other);
        System.out.printf(
            Locale.ROOT,
            "%,d streams of %,d pilots at two servers; %d processors for everything%n",
            STREAMS,
            tokens.size(),
            Runtime.getRuntime().availableProcessors());
        open(ports, tokens, WARM_UP).close();
        print("no streams", servers);
        try (LiveSockets sockets = open(ports, tokens, STREAMS)) {
          print(String.format(Locale.ROOT, "%,d streams each", STREAMS / 2), servers);
          idle(servers, database);
          tell(persistence, new ArrayList<>(tokens.keySet()), servers, database);
          System.out.printf(Locale.ROOT, "%d streams have ended%n", sockets.ended());
          print("afterwards", servers);
        }
      }
    }
  }

  private JavaProcess server(DurableDatabase database, FcmProcess fcm, int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("ENCRYPTION_KEY", key);
    environment.put("RATE_LIMITS", "off");
    environment.put("JWT_SECRET", secret);
    environment.put("EVE_CLIENT_ID", FcmMain.CLIENT);
    environment.put("EVE_CLIENT_SECRET", FcmMain.CLIENT);
    environment.put("FCM_CREDENTIALS", fcm.serviceAccount());
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", Integer.toString(port));
    environment.put("PUBLIC_URL", "http://127.0.0.1");
    environment.put("EVE_SSO_URL", fcm.site("sso").toString());
    environment.put("ESI_URL", fcm.site("esi").toString());
    environment.put("FCM_URL", fcm.site("fcm").toString());
    return new JavaProcess(environment, LiveFigures::complaint, Main.class, "serve");
  }

  private static void complaint(String line) {
    if (line.contains(" WARN ") || line.contains(" ERROR ")) {
      System.out.println(line);
    }
  }

  private static String random() {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Each has a session, and opens a stream at both servers. */
  private Map<UserId, String> pilots(Persistence persistence) {
    JwtTokens tokens = new JwtTokens(List.of(Secret.of(secret)), Clock.systemUTC());
    Map<UserId, String> pilots = new HashMap<>();
    Instant now = Instant.now();
    persistence
        .transactions()
        .run(
            () -> {
              for (int i = 0; i < STREAMS / 2; i++) {
                UserId user = new UserId("pilot-" + i);
                SessionId session = new SessionId("session-" + i);
                Secret token =
                    tokens.issue(session, user, now, now.plus(Session.LIFETIME), Optional.empty());
                persistence.users().add(User.register(user, now));
                persistence
                    .sessions()
                    .add(Session.open(session, user, token.digest(), Optional.empty(), now));
                pilots.put(user, token.reveal());
              }
            });
    return pilots;
  }

  private LiveSockets open(List<Integer> ports, Map<UserId, String> tokens, int count)
      throws Exception {
    LiveSockets sockets = new LiveSockets(this::told);
    long from = System.nanoTime();
    int opened = 0;
    for (String token : tokens.values()) {
      for (int port : ports) {
        if (opened < count) {
          sockets.open(port, token);
          opened++;
          awaitReady(sockets, opened - AT_ONCE, from);
        }
      }
    }
    awaitReady(sockets, count, from);
    System.out.printf(
        Locale.ROOT, "%,d opened in %.1f s%n", count, (System.nanoTime() - from) / 1e9);
    return sockets;
  }

  private static void awaitReady(LiveSockets sockets, int count, long from) throws Exception {
    while (sockets.ready() < count) {
      if (System.nanoTime() - from > PATIENCE.toNanos()) {
        throw new IllegalStateException(sockets.ready() + " of " + count + " are ready");
      }
      Thread.sleep(1);
    }
  }

  private static void print(String title, List<JavaProcess> servers) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(3));
    for (JavaProcess server : servers) {
      String heap = server.heapAfterCollection();
      System.out.printf(
          Locale.ROOT, "  %s: resident %,d MB; heap %s%n", title, server.residentMegabytes(), heap);
    }
  }

  private static void idle(List<JavaProcess> servers, DurableDatabase database)
      throws InterruptedException {
    Duration before = cpu(servers);
    Duration postgres = database.cpu();
    database.forgetStatements();
    Thread.sleep(TIME);
    double minutes = TIME.toMillis() / 60_000.0;
    System.out.printf(
        Locale.ROOT,
        "idle: %.2f s of processor a minute for both servers, %.2f s for PostgreSQL%n",
        cpu(servers).minus(before).toMillis() / 1000.0 / minutes,
        database.cpu().minus(postgres).toMillis() / 1000.0 / minutes);
    database.busiest(6, 1).forEach(line -> System.out.println("    " + line));
  }

  private static Duration cpu(List<JavaProcess> servers) {
    return servers.stream().map(JavaProcess::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  private void told(int port, String job) {
    long now = System.nanoTime();
    Optional.ofNullable(committed.get(job))
        .ifPresent(
            from ->
                latencies
                    .computeIfAbsent(port, any -> new Latencies())
                    .add(Duration.ofNanos(now - from)));
  }

  private void tell(
      Persistence persistence,
      List<UserId> pilots,
      List<JavaProcess> servers,
      DurableDatabase database)
      throws InterruptedException {
    Random random = new Random(1);
    Duration before = cpu(servers);
    Duration postgres = database.cpu();
    int count = (int) (RATE * TIME.toSeconds());
    long from = System.nanoTime();
    for (int i = 0; i < count; i++) {
      Instant now = Instant.now();
      String job = "figure-" + i;
      LiveEvent event =
          new LiveEvent.JobEnded(
              pilots.get(random.nextInt(pilots.size())),
              new JobId(job),
              new CharacterId(90_000_001),
              SyncKind.SKILLS,
              true,
              now);
      // Before it is committed: nobody can be told sooner.
      committed.put(job, System.nanoTime());
      persistence.transactions().run(() -> persistence.liveEvents().add(List.of(event), now));
      long next = from + (long) ((i + 1) * 1e9 / RATE);
      Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
    }
    Thread.sleep(Duration.ofSeconds(2));
    latencies.forEach(
        (port, times) ->
            System.out.println("from before the commit to the app, of " + count + ": " + times));
    System.out.printf(
        Locale.ROOT,
        "  %.2f ms of processor per event for both servers, %.2f ms for PostgreSQL%n",
        cpu(servers).minus(before).toNanos() / 1e6 / count,
        database.cpu().minus(postgres).toNanos() / 1e6 / count);
  }
}
