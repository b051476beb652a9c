package dev.evenomad.application.notification;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.environment.Ids;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.job.Plan;
import dev.evenomad.domain.job.Schedule;
import dev.evenomad.domain.job.Urgency;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.session.SessionId;
import dev.evenomad.domain.session.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Plans what is to be pushed. Every method is called in a transaction and joins it. */
final class PlanPushes {

  private final Sessions sessions;
  private final Jobs jobs;
  private final Schedule schedule;
  private final Ids ids;
  private final Clock clock;

  PlanPushes(Sessions sessions, Jobs jobs, Schedule schedule, Ids ids, Clock clock) {
    this.sessions = sessions;
    this.jobs = jobs;
    this.schedule = schedule;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether the user has a device that takes pushes. */
  boolean anyDevice(UserId user) {
    return sessions.ofUser(user, clock.instant()).stream()
        .anyMatch(open -> open.pushToken().isPresent());
  }

  /** Tells those alerts now, as one. */
  void tell(UserId user, List<NotificationId> alerts) {
    Instant now = clock.instant();
    plan(
        new JobId(ids.next()),
        Delivery.of(user, alerts, now),
        JobType.PUSH_DELIVERY.urgency(),
        now);
  }

  /** Tells those alerts at {@code until}, as one with whatever else is held until then. */
  void hold(UserId user, List<NotificationId> alerts, Instant until) {
    // One job for all: who makes it at the same moment meets the other's and begins again.
    JobId id = heldUntil(until, user);
    Optional<Job> held = jobs.find(id);
    Optional<Delivery> waiting =
        held.filter(job -> job.status() == JobStatus.PENDING && job.attempts() == 0)
            .flatMap(Job::payload)
            .flatMap(Delivery::parse);
    if (held.isPresent() && waiting.isPresent()) {
      jobs.save(held.get().workingOn(waiting.get().and(alerts).toJson()));
    } else if (held.isPresent()) {
      tell(user, alerts);
    } else {
      plan(id, Delivery.of(user, alerts, until), JobType.PUSH_DELIVERY.urgency(), until);
    }
  }

  private static JobId heldUntil(Instant until, UserId user) {
    byte[] what = (user + " " + until).getBytes(StandardCharsets.UTF_8);
    return new JobId("held-" + UUID.nameUUIDFromBytes(what));
  }

  /**
   * Takes those alerts, which were pushed, away from the user's devices.
   *
   * @param alerts empty for all
   * @param reader the session in which they were read, whose device knows; empty if in none
   */
  void close(UserId user, List<NotificationId> alerts, Optional<SessionId> reader) {
    Instant now = clock.instant();
    Set<SessionId> devices =
        sessions.ofUser(user, now).stream()
            .filter(open -> open.device().filter(PlanPushes::closes).isPresent())
            .map(Session::id)
            .filter(Predicate.not(id -> reader.filter(id::equals).isPresent()))
            .collect(Collectors.toSet());
    if (!devices.isEmpty()) {
      plan(
          new JobId(ids.next()),
          Delivery.closing(user, alerts, devices, now),
          Urgency.REQUEST,
          now);
    }
  }

  /** Browsers show every push, so there is no silent one that could take something away. */
  private static boolean closes(Device device) {
    return device.pushToken().isPresent() && device.type() != DeviceType.WEB;
  }

  private void plan(JobId id, Delivery delivery, Urgency urgency, Instant at) {
    // A delivery is about the account: it goes on when the character has left it meanwhile.
    Job job =
        Job.pending(
                id,
                JobType.PUSH_DELIVERY,
                Optional.empty(),
                Optional.of(delivery.toJson()),
                clock.instant())
            .urgent(urgency);
    jobs.add(job);
    schedule.plan(Plan.of(new DueWork.RunJob(job), at).urgent(urgency).onBehalfOf(delivery.user()));
  }
}
