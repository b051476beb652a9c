package dev.evenomad.esi.client;

/** What keeps a call from being made or answered, for the statistics. */
enum Throttling {
  /** ESI answered 420, 429, or 503 with the time when to come back. */
  BY_ESI,
  /** ESI has asked for a pause that is not over. */
  PAUSE,
  /** Too few tokens are left in the bucket. */
  TOKENS,
  /** Too few errors are left that the call might turn out to be. */
  ERRORS,
  /** The game's daily downtime. */
  DOWNTIME,
  /** ESI fails again and again. */
  BREAKER
}
