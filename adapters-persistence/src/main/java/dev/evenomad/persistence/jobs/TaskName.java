package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.sync.SyncKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What db-scheduler calls a piece of work: everything there is to know about it, so that equal work
 * is one row. The task is the type of the job that it is, or would be.
 */
record TaskName(String task, String instance) {

  static final List<String> TASKS = Arrays.stream(JobType.values()).map(JobType::code).toList();

  private static final String JOB = "job:";
  private static final String HOUSEKEEPING = JobType.HOUSEKEEPING.code();

  static TaskName of(DueWork work) {
    return switch (work) {
      case DueWork.Sync(CharacterId character, SyncKind kind) ->
          new TaskName(JobType.of(kind).code(), character.toString());
      case DueWork.RunJob(JobId job, JobType type) -> new TaskName(type.code(), JOB + job);
      case DueWork.Housekeeping(DueWork.Chore chore) -> new TaskName(HOUSEKEEPING, code(chore));
    };
  }

  /**
   * The work of that name.
   *
   * @throws IllegalStateException if this version does not know it
   */
  DueWork work() {
    JobType type = JobType.ofCode(task).orElseThrow(this::unknown);
    if (instance.startsWith(JOB)) {
      return new DueWork.RunJob(new JobId(instance.substring(JOB.length())), type);
    }
    if (type == JobType.HOUSEKEEPING) {
      return new DueWork.Housekeeping(chore());
    }
    return new DueWork.Sync(character(), type.syncKind().orElseThrow(this::unknown));
  }

  private DueWork.Chore chore() {
    return Arrays.stream(DueWork.Chore.values())
        .filter(chore -> code(chore).equals(instance))
        .findFirst()
        .orElseThrow(this::unknown);
  }

  private CharacterId character() {
    try {
      return new CharacterId(Long.parseLong(instance));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static String code(DueWork.Chore chore) {
    return chore.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private IllegalStateException unknown() {
    return new IllegalStateException(
        "this version does not know the work " + task + " " + instance);
  }
}
