package dev.evenomad.persistence.jobs;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.sync.SyncKind;
import java.util.List;
import java.util.Locale;

/**
 * What db-scheduler calls a piece of work: everything there is to know about it, so that equal work
 * is one row.
 */
record TaskName(String task, String instance) {

  static final String SYNC = "sync";
  static final String RUN_JOB = "run-job";
  static final String HOUSEKEEPING = "housekeeping";
  static final List<String> TASKS = List.of(SYNC, RUN_JOB, HOUSEKEEPING);

  static TaskName of(DueWork work) {
    return switch (work) {
      case DueWork.Sync(CharacterId character, SyncKind kind) ->
          new TaskName(SYNC, character + ":" + code(kind));
      case DueWork.RunJob(JobId job) -> new TaskName(RUN_JOB, job.value());
      case DueWork.Housekeeping(DueWork.Chore chore) -> new TaskName(HOUSEKEEPING, code(chore));
    };
  }

  /**
   * The work of that name.
   *
   * @throws IllegalStateException if this version does not know it
   */
  DueWork work() {
    return switch (task) {
      case SYNC -> {
        int colon = instance.indexOf(':');
        if (colon < 0) {
          throw unknown();
        }
        yield new DueWork.Sync(
            new CharacterId(Long.parseLong(instance.substring(0, colon))),
            parse(SyncKind.values(), instance.substring(colon + 1)));
      }
      case RUN_JOB -> new DueWork.RunJob(new JobId(instance));
      case HOUSEKEEPING -> new DueWork.Housekeeping(parse(DueWork.Chore.values(), instance));
      default -> throw unknown();
    };
  }

  private <E extends Enum<E>> E parse(E[] constants, String code) {
    for (E constant : constants) {
      if (code(constant).equals(code)) {
        return constant;
      }
    }
    throw unknown();
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private IllegalStateException unknown() {
    return new IllegalStateException(
        "this version does not know the work " + task + " " + instance);
  }
}
