package dev.evenomad.application.character;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.sync.SyncStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a character read that got a new grant. Joins the transaction in which it gets it.
 * Thread-safe.
 */
public final class ReadAnew {

  private final SyncStates syncStates;
  private final Schedule schedule;

  /** Over these ports. */
  public ReadAnew(SyncStates syncStates, Schedule schedule) {
    this.syncStates = syncStates;
    this.schedule = schedule;
  }

  /** Every kind whose scopes the pilot agreed to is wanted now, and every other one is parked. */
  void whatIsCovered(UserId user, CharacterId character, EsiGrant.Valid grant, Instant now) {
    List<SyncState> known = syncStates.ofCharacter(character);
    List<SyncState> wanted = new ArrayList<>();
    for (SyncKind kind : SyncKind.values()) {
      Optional<SyncState> stored = known.stream().filter(s -> s.kind() == kind).findFirst();
      SyncState before = stored.orElseGet(() -> SyncState.start(character, kind, now));
      boolean covered = grant.covers(kind.neededScopes());
      SyncState after = covered ? before.wanted(now) : before.parked();
      if (stored.isEmpty()) {
        syncStates.add(after);
      } else {
        // Also if nothing changes: a reading that is under way with the old grant is superseded.
        syncStates.save(after);
      }
      if (covered) {
        wanted.add(after);
      }
    }
    // Only now, so that the states are written together.
    wanted.forEach(
        state ->
            schedule.plan(
                Plan.of(new DueWork.Sync(character, state.kind()), state.nextDue().orElse(now))
                    .urgent(Urgency.REQUEST)
                    .onBehalfOf(user)));
  }
}
