package dev.evenomad.application.plan;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Has characters looked after at once that the plan covers from now on. Those that it no longer
 * covers need nothing: the next look at them pauses them. Thread-safe.
 */
public final class ResumeCovered {

  private final PlanPolicy plans;
  private final Schedule schedule;

  /** By that policy. */
  public ResumeCovered(PlanPolicy plans, Schedule schedule) {
    this.plans = plans;
    this.schedule = schedule;
  }

  /** To be called in the transaction that makes {@code after} of what was {@code before}. */
  public void changed(UserId user, Roster before, Roster after, Instant now) {
    var coveredBefore = plans.standing(before, now).covered();
    List<Plan> looks =
        plans.standing(after, now).covered().stream()
            .filter(character -> !coveredBefore.contains(character))
            .flatMap(
                character ->
                    Arrays.stream(SyncKind.values()).map(kind -> new DueWork.Sync(character, kind)))
            .map(look -> Plan.of(look, now).onBehalfOf(user))
            .toList();
    if (!looks.isEmpty()) {
      schedule.planAll(looks);
    }
  }
}
