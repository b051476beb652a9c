package dev.evenomad.bootstrap.doctor;

import dev.evenomad.persistence.DatabaseState;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether PostgreSQL answers, and is one that we can work with. */
record DatabaseCheck(Persistence persistence, DatabaseUrl url) implements Check {

  static final String PART = "database";

  private static final int OLDEST = 16;

  @Override
  public Finding run() {
    return switch (persistence.databaseState()) {
      case DatabaseState.Answers answers -> told(answers);
      case DatabaseState.Away away ->
          Finding.problem(PART, url + ": " + away.why(), cure(away.reason()));
    };
  }

  private Finding told(DatabaseState.Answers answers) {
    String what =
        String.format(
            Locale.ROOT,
            "PostgreSQL %s at %s, %s, answers in %.1f ms",
            answers.version(),
            url,
            answers.encoding(),
            answers.latency().toNanos() / 1e6);
    List<String> cures = new ArrayList<>();
    if (answers.majorVersion() < OLDEST) {
      cures.add("use PostgreSQL " + OLDEST + " or newer");
    }
    if (!answers.encoding().equals("UTF8")) {
      cures.add("use a database in UTF8: CREATE DATABASE nomad ENCODING 'UTF8' TEMPLATE template0");
    }
    if (!cures.isEmpty()) {
      return Finding.problem(PART, what, cures.toArray(String[]::new));
    }
    return Clocks.differ(answers.clockAhead(), Clocks.TOLERABLE)
        ? Finding.warning(PART, what + "; " + Clocks.tell(answers.clockAhead()), Clocks.CURE)
        : Finding.ok(PART, what);
  }

  private static String cure(DatabaseState.Reason reason) {
    return switch (reason) {
      case NOT_ADMITTED ->
          "correct user and password in DATABASE_URL, or let the server admit them (pg_hba.conf)";
      case NO_SUCH_DATABASE ->
          "correct the database's name in DATABASE_URL, or make it with CREATE DATABASE";
      case UNREACHABLE ->
          "start PostgreSQL, or correct host and port in DATABASE_URL; see that no firewall is"
              + " between";
    };
  }
}
