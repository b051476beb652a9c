package dev.evenomad.application.sync;

import java.time.Instant;

/** What came of looking after one kind of a character's data. Texts in it hold no secrets. */
public sealed interface SyncOutcome {

  /** ESI answered with something new; so many events were told. */
  record Updated(int events) implements SyncOutcome {}

  /** ESI answered that nothing has changed; so many events were told. */
  record Unchanged(int events) implements SyncOutcome {}

  /** Nothing was read, because ESI must not be asked before that moment. */
  record StillFresh(Instant until) implements SyncOutcome {}

  /** Nothing was to be read; the clock alone told so many events. */
  record ToldByClock(int events) implements SyncOutcome {}

  /** There is no grant to read with until the pilot signs in again, or it lacks a scope. */
  record Parked(String why) implements SyncOutcome {}

  /** Nothing was done: the account's plan does not cover the character. */
  record Paused() implements SyncOutcome {}

  /** Told to wait, by ESI or by another process that refreshes the token. */
  record Postponed(Instant until) implements SyncOutcome {}

  /** ESI is down or answered nonsense; to be tried again. */
  record Failed(String why) implements SyncOutcome {}

  /** Somebody else changed the state meanwhile; look again. */
  record Superseded() implements SyncOutcome {}

  /** The character is not linked any more. */
  record Gone() implements SyncOutcome {}
}
