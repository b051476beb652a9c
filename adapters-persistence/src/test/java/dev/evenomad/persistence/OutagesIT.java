package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.OutageException;
import dev.evenomad.domain.live.LivePosition;
import dev.evenomad.testkit.contract.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the database cannot be used now is told from faults, wherever it turns up. */
@ExtendWith(PostgresExtension.class)
final class OutagesIT {

  private static final String APPLICATION = "nomad-outages";
  private static final int CONNECTIONS = 2;

  private final PostgresServer server;
  private String url = "";
  private Persistence persistence;

  OutagesIT(PostgresServer server) {
    this.server = server;
  }

  @BeforeEach
  void open() {
    url = server.createDatabase();
    persistence =
        Persistence.open(
            new PersistenceSettings(
                DatabaseUrl.parse(PostgresServer.with(url, "ApplicationName=" + APPLICATION)),
                CONNECTIONS,
                Duration.ofMillis(300),
                Optional.empty()),
            () -> NOW);
    persistence.migrate();
  }

  @AfterEach
  void close() {
    persistence.close();
  }

  @Test
  void noConnectionInTime() {
    holdingConnections(
        CONNECTIONS,
        () ->
            everyWayToTheDatabase()
                .forEach(way -> assertThatThrownBy(way).isInstanceOf(OutageException.class)));

    assertThat(persistence.check()).as("there are some again").isEmpty();
  }

  @Test
  void aConnectionThatIsCutInATransaction() {
    User user = Samples.user();

    Throwable outage =
        catchThrowable(
            () ->
                persistence
                    .transactions()
                    .run(
                        () -> {
                          persistence.users().add(user);
                          assertThat(persistence.users().find(user.id())).isPresent();
                          cut();
                          persistence.users().find(user.id());
                        }));

    assertThat(outage).isInstanceOf(OutageException.class);
    assertThat(trace(outage)).as("no value of the row").doesNotContain(user.id().value());
    assertThat(persistence.users().find(user.id())).as("nothing was written").isEmpty();
  }

  @Test
  void aFaultIsNone() {
    assertThatThrownBy(
            () ->
                persistence
                    .transactions()
                    .run(
                        () -> {
                          throw new IllegalStateException("a fault");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a fault");
  }

  private List<ThrowingCallable> everyWayToTheDatabase() {
    UserId user = new UserId(Samples.id());
    return List.of(
        () -> persistence.users().find(user),
        () -> persistence.overviews().find(user, NOW),
        () -> persistence.liveEvents().after(Map.of(user, new LivePosition(0, 0, NOW)), NOW));
  }

  /** Does it while so many transactions have a connection each. */
  private void holdingConnections(int count, Runnable work) {
    if (count == 0) {
      work.run();
      return;
    }
    persistence
        .transactions()
        .run(
            () -> {
              persistence.users().add(Samples.user());
              persistence.users().find(Samples.userId());
              CompletableFuture.runAsync(
                      () -> holdingConnections(count - 1, work), Thread::startVirtualThread)
                  .join();
            });
  }

  private void cut() {
    PostgresServer.execute(
        PostgresServer.dataSource(url),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
            + APPLICATION
            + "' AND state = 'idle in transaction'");
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
