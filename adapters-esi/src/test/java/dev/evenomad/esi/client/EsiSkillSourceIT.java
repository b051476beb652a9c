package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.esi.limit.FakeBudgets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as ESI's specification describes them, and such that break its rules. */
final class EsiSkillSourceIT {

  private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
  private static final CharacterId PILOT = new CharacterId(2112000001L);
  private static final Secret TOKEN = Secret.of("access-token");

  private final SimulatedEsi eve = new SimulatedEsi();
  private final Esi esi =
      Esi.connect(eve.settings(), new RecordingCache(), new FakeBudgets(), () -> NOW);

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  private Fetched<SkillQueue> queue(String body) {
    eve.server.on("/characters/2112000001/skillqueue", answer(200, body));
    return esi.skillSource().fetchQueue(PILOT, TOKEN, Optional.empty());
  }

  private Fetched<TrainedSkills> skills(String body) {
    eve.server.on("/characters/2112000001/skills", answer(200, body));
    return esi.skillSource().fetchSkills(PILOT, TOKEN, Optional.empty());
  }

  private static <T> Fetched<T> fresh(T value) {
    return new Fetched.Fresh<>(value, Optional.empty(), NOW.plusSeconds(60));
  }

  @Test
  void readsAQueueThatRuns() {
    assertThat(
            queue(
                """
                [{"queue_position":0,"skill_id":3300,"finished_level":4,"level_start_sp":8000,
                  "level_end_sp":45255,"training_start_sp":11000,
                  "start_date":"2026-09-01T10:00:00Z","finish_date":"2026-09-02T03:30:00Z"}]\
                """))
        .isEqualTo(
            fresh(
                new SkillQueue(
                    List.of(
                        new SkillQueueEntry(
                            0,
                            new TypeId(3300),
                            new SkillLevel(4),
                            Optional.of(Instant.parse("2026-09-01T10:00:00Z")),
                            Optional.of(Instant.parse("2026-09-02T03:30:00Z")),
                            Optional.of(new SkillQueueEntry.Points(8000, 45255, 11000)))))));
  }

  @Test
  void readsAQueueThatIsPausedWithNullsAndMembersFromTheFuture() {
    assertThat(
            queue(
                """
                [{"queue_position":3,"skill_id":3300,"finished_level":4,"start_date":null,
                  "level_start_sp":8000,"level_end_sp":45255,"accelerated":{"by":["booster"]}},
                 {"queue_position":1,"skill_id":3301,"finished_level":1,"level_end_sp":45255}]\
                """))
        .isEqualTo(
            fresh(
                new SkillQueue(
                    List.of(
                        paused(1, 3301, 1, Optional.empty()),
                        paused(
                            3,
                            3300,
                            4,
                            Optional.of(new SkillQueueEntry.Points(8000, 45255, 8000)))))));
  }

  private static SkillQueueEntry paused(
      int position, long skill, int level, Optional<SkillQueueEntry.Points> points) {
    return new SkillQueueEntry(
        position,
        new TypeId(skill),
        new SkillLevel(level),
        Optional.empty(),
        Optional.empty(),
        points);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[null]",
        "[7]",
        "[{}]",
        "[{\"queue_position\":0,\"skill_id\":3300}]",
        "[{\"queue_position\":0,\"skill_id\":3300,\"finished_level\":6}]",
        "[{\"queue_position\":0,\"skill_id\":3300,\"finished_level\":0}]",
        "[{\"queue_position\":0,\"skill_id\":0,\"finished_level\":1}]",
        "[{\"queue_position\":-1,\"skill_id\":3300,\"finished_level\":1}]",
        "[{\"queue_position\":4294967296,\"skill_id\":3300,\"finished_level\":1}]",
        "[{\"queue_position\":0,\"skill_id\":3300,\"finished_level\":1,\"start_date\":\"today\"}]",
        "[{\"queue_position\":0,\"skill_id\":3300,\"finished_level\":1,\"start_date\":1756720800}]",
        """
        [{"queue_position":0,"skill_id":3300,"finished_level":1,
          "start_date":"2026-09-02T00:00:00Z","finish_date":"2026-09-01T00:00:00Z"}]\
        """,
        """
        [{"queue_position":0,"skill_id":3300,"finished_level":1,
          "level_start_sp":5,"level_end_sp":1}]\
        """,
        """
        [{"queue_position":0,"skill_id":3300,"finished_level":1},
         {"queue_position":0,"skill_id":3301,"finished_level":1}]\
        """
      })
  void refusesAQueueThatBreaksTheRulesAsAWhole(String body) {
    assertThat(queue(body)).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test
  void readsSkillsWithoutUnallocatedPoints() {
    assertThat(
            skills(
                """
                {"skills":[{"active_skill_level":3,"skill_id":3300,"skillpoints_in_skill":45255,
                            "trained_skill_level":4,"new_member":1}],
                 "total_sp":45255}\
                """))
        .isEqualTo(
            fresh(
                new TrainedSkills(
                    List.of(new TrainedSkill(new TypeId(3300), 4, 3, 45255)), 45255, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"skills\":[]}",
        "{\"total_sp\":0}",
        "{\"skills\":{},\"total_sp\":0}",
        "{\"skills\":[],\"total_sp\":-1}",
        "{\"skills\":[{\"skill_id\":3300}],\"total_sp\":0}",
        """
        {"skills":[{"active_skill_level":9,"skill_id":3300,"skillpoints_in_skill":1,
                    "trained_skill_level":4}],"total_sp":1}\
        """
      })
  void refusesSkillsThatBreakTheRulesAsAWhole(String body) {
    assertThat(skills(body)).isInstanceOf(Fetched.Unavailable.class);
  }
}
