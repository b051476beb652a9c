package dev.evenomad.bootstrap.sync;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler.Next;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A schedule in memory whose work is done when it is asked for. Thread-safe. */
final class TurnedSchedule implements Schedule {

  private final Map<DueWork, Instant> plans = new ConcurrentHashMap<>();

  @Override
  public void plan(Plan plan) {
    plans.put(plan.work(), plan.at());
  }

  @Override
  public void planAll(List<Plan> all) {
    all.forEach(this::plan);
  }

  @Override
  public void planIfAbsent(Plan plan) {
    plans.putIfAbsent(plan.work(), plan.at());
  }

  @Override
  public int waiting(Urgency urgency, Instant now, int most) {
    return 0;
  }

  @Override
  public void cancel(DueWork work) {
    plans.remove(work);
  }

  @Override
  public void handOver(DueWork work, UserId owner) {}

  Optional<Instant> earliest() {
    return plans.values().stream().min(Comparator.naturalOrder());
  }

  /** Takes out what of {@code which} is due, the earliest first. */
  List<DueWork> take(Instant now, Predicate<DueWork> which) {
    List<Map.Entry<DueWork, Instant>> due = new ArrayList<>();
    plans.forEach(
        (work, at) -> {
          if (!at.isAfter(now) && which.test(work)) {
            due.add(Map.entry(work, at));
          }
        });
    due.sort(Map.Entry.comparingByValue());
    due.forEach(plan -> plans.remove(plan.getKey()));
    return due.stream().map(Map.Entry::getKey).toList();
  }

  /** Plans what was done anew, unless it is planned for an earlier time already. */
  void done(DueWork work, Next next) {
    if (next instanceof Next.At again) {
      plans.merge(
          work, again.instant(), (planned, wished) -> wished.isBefore(planned) ? wished : planned);
    }
  }
}
