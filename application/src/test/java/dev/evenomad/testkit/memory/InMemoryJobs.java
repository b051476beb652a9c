package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobPage;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobQuery.Position;
import dev.evenomad.domain.job.JobStatus;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.job.Jobs;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@link Jobs} in memory. */
final class InMemoryJobs implements Jobs {

  private static final Comparator<Position> NEWEST_FIRST =
      Comparator.comparing(Position::createdAt)
          .thenComparing(position -> position.id().value())
          .reversed();

  private static final Comparator<Job> OLDEST_FIRST =
      Comparator.comparing(Position::of, NEWEST_FIRST.reversed());

  private final Tables tables;

  InMemoryJobs(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Job> find(JobId id) {
    return tables.jobs.find(id);
  }

  @Override
  public List<Job> openOf(CharacterId character) {
    return about(character).stream().filter(job -> !job.over()).toList();
  }

  @Override
  public JobPage page(JobQuery query) {
    return page(query, job -> true);
  }

  private JobPage page(JobQuery query, Predicate<Job> condition) {
    List<Job> rest =
        tables.jobs.select(condition.and(admittedBy(query))).stream()
            .sorted(OLDEST_FIRST.reversed())
            .limit(query.limit() + 1L)
            .toList();
    return rest.size() <= query.limit()
        ? new JobPage(rest, Optional.empty())
        : new JobPage(
            rest.subList(0, query.limit()), Optional.of(Position.of(rest.get(query.limit() - 1))));
  }

  private static Predicate<Job> admittedBy(JobQuery query) {
    return job ->
        query.type().map(job.type()::equals).orElse(true)
            && query.status().map(job.status()::equals).orElse(true)
            && (query.character().isEmpty() || query.character().equals(job.character()))
            && query.from().map(from -> !job.createdAt().isBefore(from)).orElse(true)
            && query.until().map(job.createdAt()::isBefore).orElse(true)
            && query
                .after()
                .map(last -> NEWEST_FIRST.compare(Position.of(job), last) > 0)
                .orElse(true);
  }

  @Override
  public void add(Job job) {
    tables.transactions.run(
        () -> {
          boolean taken =
              !job.over()
                  && job.character().map(this::openOf).orElse(List.of()).stream()
                      .anyMatch(open -> open.type() == job.type());
          if (taken) {
            throw new ConflictException("such a job is open already");
          }
          tables.jobs.insert(job);
        });
  }

  @Override
  public void save(Job job) {
    tables.jobs.update(job);
  }

  @Override
  public JobPage ofUser(UserId user, Optional<Position> after, int limit) {
    JobQuery latest = JobQuery.latest(limit);
    return page(after.map(latest::after).orElse(latest), isOf(user));
  }

  private static Predicate<Job> isOf(UserId user) {
    return job ->
        job.type() == JobType.PUSH_DELIVERY
            && job.payload()
                .filter(
                    payload ->
                        payload instanceof JsonObject object
                            && object.string("userId").equals(Optional.of(user.value())))
                .isPresent();
  }

  @Override
  public List<Job> waitingRevocationsOf(CharacterId character) {
    return tables.jobs.select(
        job ->
            job.type() == JobType.GRANT_REVOCATION
                && job.status() == JobStatus.PENDING
                && job.payload()
                    .filter(
                        payload ->
                            payload instanceof JsonObject object
                                && JsonValue.of(character.value())
                                    .equals(object.members().get("characterId")))
                    .isPresent());
  }

  @Override
  public List<DueWork> removeOfCharacter(CharacterId character) {
    return remove(job -> job.character().equals(Optional.of(character)));
  }

  @Override
  public List<DueWork> removeOfUser(UserId user) {
    return remove(isOf(user));
  }

  private List<DueWork> remove(Predicate<Job> condition) {
    return tables.jobs.remove(condition).stream()
        .filter(job -> !job.over())
        .<DueWork>map(DueWork.RunJob::new)
        .toList();
  }

  @Override
  public int removeCompletedBefore(Instant instant, int limit) {
    return removeBefore(JobStatus.COMPLETED, instant, limit);
  }

  @Override
  public int removeFailedBefore(Instant instant, int limit) {
    return removeBefore(JobStatus.FAILED, instant, limit);
  }

  private int removeBefore(JobStatus status, Instant instant, int limit) {
    return tables.jobs.removeEarliest(
        job ->
            job.status() == status
                && job.completedAt().filter(end -> end.isBefore(instant)).isPresent(),
        job -> job.completedAt().orElseThrow(),
        limit);
  }

  private List<Job> about(CharacterId character) {
    return tables.jobs.select(job -> job.character().equals(Optional.of(character)));
  }
}
