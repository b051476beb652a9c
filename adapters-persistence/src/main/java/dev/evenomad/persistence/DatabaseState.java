package dev.evenomad.persistence;

import java.time.Duration;

/** What was found when somebody looked at the database. */
public sealed interface DatabaseState {

  /**
   * It answers.
   *
   * @param version of PostgreSQL, such as {@code 16.4}
   * @param majorVersion the number before the point
   * @param encoding of the database's texts; {@code UTF8} is the one that takes all
   * @param latency how long one question took
   * @param clockAhead by how much its clock is ahead of ours; negative if it is behind
   */
  record Answers(
      String version, int majorVersion, String encoding, Duration latency, Duration clockAhead)
      implements DatabaseState {}

  /**
   * It does not.
   *
   * @param why what the database or the network said; without secrets
   */
  record Away(Reason reason, String why) implements DatabaseState {}

  /** Why a database does not answer. */
  enum Reason {
    /** There is a server, which does not admit the user, or not with that password. */
    NOT_ADMITTED,
    /** There is a server, which does not have that database. */
    NO_SUCH_DATABASE,
    /** All else: no server there, no way to it, or it takes no more connections. */
    UNREACHABLE
  }
}
