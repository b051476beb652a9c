package dev.evenomad.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests that are wrong in one way or several to every route of the API document, one after
 * the other, and looks at each answer, at what the server logs, and at the rows of the database,
 * which a refused request must not have changed. Which requests these are depends on the seed
 * alone, but for ids and tokens in them.
 */
final class Fuzzing implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For what may be the beginning of something that never comes. */
  private static final Duration NO_PATIENCE = Duration.ofMillis(300);

  /** After so many, time passes, so that what may be asked of EVE in a minute is not used up. */
  private static final int REQUESTS_A_MINUTE = 100;

  private static final int ENOUGH = 50;

  private final TestedServer server = new TestedServer();
  private final LogWatch log = new LogWatch(Level.INFO);
  private final long seed;
  private final FuzzReport report;
  private final Account victim;
  private final Inspection inspection;
  private Account self;
  private Set<String> rows = Set.of();
  private String position = "";
  private @Nullable RawConnection kept;

  private Fuzzing(long seed) {
    this.seed = seed;
    this.report = new FuzzReport(seed);
    this.victim = server.firstAccount();
    this.self = newSelf();
    server.secrets().forEach(log::secret);
    List<String> ofEve = server.eveTokens(victim);
    assertThat(ofEve).as("EVE's tokens of two characters").hasSize(4);
    ofEve.forEach(log::secret);
    List.of(victim.token(), victim.pushToken()).forEach(log::secret);
    Set<String> forbidden = new HashSet<>(log.secrets());
    forbidden.remove(self.token());
    forbidden.remove(self.pushToken());
    forbidden.addAll(server.marks(victim));
    this.inspection = new Inspection(forbidden);
  }

  /** For so long, and prints what came of it. */
  static void assertThatNothingBreaks(Duration time, long seed, Path json) throws IOException {
    try (Fuzzing fuzzing = new Fuzzing(seed)) {
      FuzzReport report = fuzzing.run(time);
      report.write(json, time);
      System.out.println(report.table(time));
      assertThat(report.violations()).as("%s; all of it in %s", report.table(time), json).isEmpty();
      fuzzing.assertAlive();
      assertThat(report.requestsByRoute().keySet())
          .as("routes that were tried")
          .containsAll(fuzzing.server.api.operations().stream().map(Operation::name).toList());
    }
  }

  private FuzzReport run(Duration time) throws IOException {
    List<Optional<Operation>> routes = new ArrayList<>();
    server.api.operations().forEach(operation -> routes.add(Optional.of(operation)));
    routes.add(Optional.empty());
    settle();
    long end = System.nanoTime() + time.toNanos();
    for (int number = 0;
        (System.nanoTime() < end || number < 2 * routes.size())
            && report.violations().size() < ENOUGH;
        number++) {
      if (number % REQUESTS_A_MINUTE == 0) {
        server.clock.advance(Duration.ofMinutes(1));
        settle();
      }
      request(number, routes.get(number % routes.size()));
    }
    return report;
  }

  private void request(long number, Optional<Operation> operation) throws IOException {
    Random random = new Random(seed * 1_000_003 + number);
    Draft draft = new RequestMutations(server, self, victim).draft(operation, random);
    String route = operation.map(Operation::name).orElse("(where nothing is)");
    Reply reply = send(draft, route, number);
    report.add(route, reply);
    for (String complaint : inspection.complaints(draft, operation, reply)) {
      report.violation(route, number, complaint, draft, reply);
    }
    if (reply.status() == 429) {
      report.violation(number, "requests are limited: switch that off in TestedServer");
    }
    for (String finding : log.findings()) {
      report.violation(route, number, finding, draft, reply);
    }
    look(number, route, draft, reply);
  }

  private Reply send(Draft draft, String route, long number) throws IOException {
    if (!draft.sound) {
      try (RawConnection connection = new RawConnection(server.port())) {
        Reply reply = connection.exchange(draft.bytes(), draft.head(), NO_PATIENCE);
        if (draft.smuggles && connection.rest().contains("HTTP/1.1 200")) {
          report.violation(route, number, "answers a smuggled request", draft, reply);
        }
        return reply.end() == Reply.End.TIMEOUT
            ? new Reply(
                reply.status(), reply.headers(), reply.text(), Reply.End.CLOSED, reply.took())
            : reply;
      }
    }
    RawConnection earlier = kept;
    boolean used = earlier != null;
    RawConnection connection = earlier == null ? new RawConnection(server.port()) : earlier;
    kept = connection;
    Reply reply = connection.exchange(draft.bytes(), draft.head(), PATIENCE);
    if (reply.end() != Reply.End.KEPT) {
      drop();
    }
    // A server may close a connection between two requests, and the client asks again.
    return used && reply.status() == 0 && reply.end() == Reply.End.BROKEN
        ? send(draft, route, number)
        : reply;
  }

  private void drop() throws IOException {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  /** Whether rows have changed although the request was refused. */
  private void look(long number, String route, Draft draft, Reply reply) throws IOException {
    String now = server.rows.position();
    if (now.equals(position)) {
      return;
    }
    boolean mayChange = reply.status() < 400 && (!draft.safe() || reply.status() == 302);
    if (mayChange || reply.status() == 0) {
      adopt(draft, reply);
      return;
    }
    if (Rows.changes(rows, server.rows.all()).isEmpty()) {
      position = now;
      return;
    }
    // It may have been the server's own doing. If it was the request's, it happens again.
    settle();
    send(draft, route, number);
    List<String> changes = Rows.changes(rows, server.rows.all());
    if (!changes.isEmpty()) {
      report.violation(
          route, number, "was refused, or only asked, and changed " + changes, draft, reply);
    }
    settle();
  }

  /** Goes on with what is there now, and as somebody else if the pilot is not whole any more. */
  private void adopt(Draft draft, Reply reply) {
    String token = TestedServer.json(reply.text()).path("token").asText();
    if (!draft.safe() && !token.isEmpty()) {
      self = self.with(token);
      log.secret(token);
    }
    Reply me = server.send(new Draft("GET", "/v1/me").bearer(self.token()));
    if (me.status() != 200 || draft.method.equals("DELETE")) {
      self = newSelf();
    }
    settle();
  }

  private Account newSelf() {
    Account account = server.newAccount();
    log.secret(account.token());
    log.secret(account.pushToken());
    return account;
  }

  private void settle() {
    server.rows.awaitQuiet(server.clock.instant());
    position = server.rows.position();
    rows = server.rows.all();
  }

  private void assertAlive() {
    assertThat(server.send(new Draft("GET", "/health/readiness")).status()).isEqualTo(200);
    Account late = server.newAccount();
    assertThat(server.send(new Draft("GET", "/v1/characters").bearer(late.token())).status())
        .isEqualTo(200);
    assertThat(server.send(new Draft("GET", "/v1/me").bearer(victim.token())).status())
        .as("the pilot who has nothing to do with it")
        .isEqualTo(200);
    assertThat(log.events()).as("what was logged and read").isPositive();
  }

  @Override
  public void close() throws IOException {
    try (server;
        log) {
      drop();
    }
  }
}
