package dev.evenomad.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
final class DatabaseStateIT {

  private final PostgresServer server;

  DatabaseStateIT(PostgresServer server) {
    this.server = server;
  }

  @Test
  void aDatabaseTellsWhatItIs() {
    assertThat(state(server.createDatabase(), Clock.systemUTC()))
        .isInstanceOfSatisfying(
            DatabaseState.Answers.class,
            answers -> {
              assertThat(answers.version()).startsWith(answers.majorVersion() + ".");
              assertThat(answers.encoding()).isEqualTo("UTF8");
              assertThat(answers.latency()).isPositive();
              assertThat(answers.clockAhead().abs()).isLessThan(Duration.ofSeconds(30));
            });
  }

  @Test
  void aClockThatIsAheadOfOursIsSeen() {
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));

    assertThat(state(server.createDatabase(), behind))
        .isInstanceOfSatisfying(
            DatabaseState.Answers.class,
            answers ->
                assertThat(answers.clockAhead())
                    .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61)));
  }

  @Test
  void aDatabaseThatIsNotThereAndAUserWhoIsNotKnownAreToldApart() {
    String url = server.createDatabase();

    assertThat(state(url.replaceAll("/[^/?]*(\\?|$)", "/nowhere$1"), Clock.systemUTC()))
        .isInstanceOfSatisfying(
            DatabaseState.Away.class,
            away -> assertThat(away.reason()).isEqualTo(DatabaseState.Reason.NO_SUCH_DATABASE));
    assertThat(state(url.replaceAll("//[^@]*@", "//stranger:hunter2@"), Clock.systemUTC()))
        .isInstanceOfSatisfying(
            DatabaseState.Away.class,
            away -> {
              assertThat(away.reason()).isEqualTo(DatabaseState.Reason.NOT_ADMITTED);
              assertThat(away.why()).contains("stranger").doesNotContain("hunter2");
            });
    assertThat(state("postgresql://127.0.0.1:1/nomad", Clock.systemUTC()))
        .isInstanceOfSatisfying(
            DatabaseState.Away.class,
            away -> assertThat(away.reason()).isEqualTo(DatabaseState.Reason.UNREACHABLE));
  }

  private static DatabaseState state(String url, Clock clock) {
    try (Persistence persistence =
        Persistence.open(
            PersistenceSettings.of(DatabaseUrl.parse(url)).withMaxConnections(2), clock)) {
      return persistence.databaseState();
    }
  }
}
