package dev.evenomad.persistence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.sync.SyncKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskNameTest {

  @Test
  void saysEverythingThereIsToKnowAboutTheWork() {
    List<DueWork> works = new ArrayList<>();
    for (SyncKind kind : SyncKind.values()) {
      works.add(new DueWork.Sync(new CharacterId(Long.MAX_VALUE), kind));
    }
    for (DueWork.Chore chore : DueWork.Chore.values()) {
      works.add(new DueWork.Housekeeping(chore));
    }
    for (JobType type : JobType.values()) {
      works.add(new DueWork.RunJob(new JobId("a:b!~"), type));
    }

    for (DueWork work : works) {
      TaskName name = TaskName.of(work);
      assertThat(name.work()).isEqualTo(work);
      assertThat(TaskName.TASKS).contains(name.task());
    }
  }

  @Test
  void refusesWorkOfAnotherVersion() {
    for (TaskName unknown :
        List.of(
            new TaskName("sync-starmap", "5"),
            new TaskName("sync-mail", "five"),
            new TaskName("push-delivery", "5"),
            new TaskName("housekeeping", "windows"),
            new TaskName("brew", "coffee"))) {
      assertThatIllegalStateException()
          .isThrownBy(unknown::work)
          .withMessageContaining(unknown.instance());
    }
  }
}
