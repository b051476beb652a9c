package dev.evenomad.bootstrap.sandbox.esi;

import static dev.evenomad.bootstrap.sandbox.RunningSandbox.MARA;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.QUEUE;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.SKILLS;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.START;
import static dev.evenomad.bootstrap.sandbox.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.RunningSandbox.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsiSkillsTest {

  @RegisterExtension static final RunningSandbox EVE = new RunningSandbox();

  private Tokens tokens = new Tokens("", "");

  @BeforeEach
  void signIn() {
    tokens = EVE.signIn(MARA, SKILLS, QUEUE);
  }

  @Test
  void theSkillListHasLevelsAndPoints() {
    var body = json(EVE.skills(MARA, tokens));
    var gunnery = skill(body, 3300);
    assertThat(gunnery.path("trained_skill_level").intValue()).isEqualTo(4);
    assertThat(gunnery.path("active_skill_level").intValue()).isEqualTo(4);
    assertThat(gunnery.path("skillpoints_in_skill").intValue()).isEqualTo(45_255);
    var sum =
        StreamSupport.stream(body.path("skills").spliterator(), false)
            .mapToLong(skill -> skill.path("skillpoints_in_skill").longValue())
            .sum();
    assertThat(body.path("total_sp").longValue()).isEqualTo(sum);
    assertThat(body.has("unallocated_sp")).isFalse();
  }

  @Test
  void aRunningQueueIsAChainInTime() {
    var queue = queue();
    assertThat(queue).hasSize(3);
    var first = queue.get(0);
    assertThat(first.path("queue_position").intValue()).isZero();
    assertThat(first.path("skill_id").intValue()).isEqualTo(3300);
    assertThat(first.path("finished_level").intValue()).isEqualTo(5);
    assertThat(first.path("level_start_sp").intValue()).isEqualTo(45_255);
    assertThat(first.path("level_end_sp").intValue()).isEqualTo(256_000);
    assertThat(first.path("training_start_sp").intValue()).isEqualTo(45_255);
    assertThat(first.path("start_date").asText()).isEqualTo(START.toString());
    assertThat(first.path("finish_date").asText())
        .isEqualTo(START.plus(Duration.ofMinutes(20)).toString());
    for (var i = 1; i < queue.size(); i++) {
      assertThat(queue.get(i).path("start_date")).isEqualTo(queue.get(i - 1).path("finish_date"));
      assertThat(queue.get(i).path("queue_position").intValue()).isEqualTo(i);
    }
  }

  @Test
  void aPausedQueueKeepsItsEntriesWithoutTimesAndWhatWasTrained() {
    EVE.pass(Duration.ofMinutes(5));
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/pause", "");
    var queue = queue();
    assertThat(queue).hasSize(3);
    for (var entry : queue) {
      assertThat(entry.has("start_date")).isFalse();
      assertThat(entry.has("finish_date")).isFalse();
    }
    var quarter = 45_255 + (256_000 - 45_255) / 4;
    assertThat(queue.get(0).path("training_start_sp").intValue()).isEqualTo(quarter);
    assertThat(skill(json(EVE.skills(MARA, tokens)), 3300).path("skillpoints_in_skill").intValue())
        .isEqualTo(quarter);
  }

  @Test
  void aResumedQueueTrainsWhatIsLeft() {
    EVE.pass(Duration.ofMinutes(5));
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/pause", "");
    EVE.pass(Duration.ofMinutes(30));
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/resume", "");
    tokens = EVE.signIn(MARA, SKILLS, QUEUE);
    assertThat(finish(queue().get(0))).isEqualTo(START.plus(Duration.ofMinutes(50)));
  }

  @Test
  void anEmptyQueueIsAnEmptyList() {
    EVE.controlled("PUT", "/pilots/" + MARA + "/skill-queue", "{\"entries\":[]}");
    assertThat(EVE.skillQueue(MARA, tokens).body()).isEqualTo("[]");
  }

  @Test
  void aFinishedEntryStaysAndTheSkillListWaitsForTheLogin() {
    EVE.pass(Duration.ofMinutes(19));
    tokens = EVE.signIn(MARA, SKILLS, QUEUE);
    EVE.pass(Duration.ofMinutes(2));
    assertThat(queue()).hasSize(3);
    assertThat(finish(queue().get(0))).isBefore(EVE.time().instant());
    assertThat(level(3300)).isEqualTo(4);

    EVE.controlled("POST", "/pilots/" + MARA + "/login", "");
    assertThat(queue()).hasSize(2);
    assertThat(queue().get(0).path("skill_id").intValue()).isEqualTo(3302);
    assertThat(queue().get(0).path("queue_position").intValue()).isZero();
    assertThat(level(3300)).isEqualTo(5);
    assertThat(skill(json(EVE.skills(MARA, tokens)), 3300).path("skillpoints_in_skill").intValue())
        .isEqualTo(256_000);
  }

  @Test
  void aQueueThatRanOutHoldsOnlyThePast() {
    EVE.controlled("POST", "/clock/advance", "{\"by\":\"P30D\"}");
    tokens = EVE.signIn(MARA, SKILLS, QUEUE);
    var now = EVE.world().clock().instant();
    assertThat(queue()).hasSize(3).allSatisfy(entry -> assertThat(finish(entry)).isBefore(now));
    EVE.controlled("POST", "/pilots/" + MARA + "/login", "");
    assertThat(queue()).isEmpty();
  }

  @Test
  void finishingTheCurrentSkillMovesTheOthersForward() {
    EVE.pass(Duration.ofMinutes(1));
    var finished = EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/finish", "");
    assertThat(finished.path("name").asText()).isEqualTo("Gunnery");
    assertThat(finished.path("level").intValue()).isEqualTo(5);
    assertThat(finished.path("finished").booleanValue()).isTrue();
    var now = START.plus(Duration.ofMinutes(1));
    var queue = queue();
    assertThat(finish(queue.get(0))).isEqualTo(now);
    assertThat(finish(queue.get(1))).isEqualTo(now.plus(Duration.ofHours(3)));
    assertThat(level(3300)).isEqualTo(4);
  }

  @Test
  void theCurrentSkillCanFinishInAWhile() {
    EVE.time().set(START.plusMillis(300));
    var body =
        EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/finish", "{\"finishIn\":5}");
    assertThat(body.path("finished").booleanValue()).isFalse();
    // Whole seconds, never earlier than asked for.
    assertThat(finish(queue().get(0))).isEqualTo(START.plusSeconds(6));
    EVE.time().set(START.plusSeconds(6));
    var shown = EVE.controlled("GET", "/pilots/" + MARA, "");
    assertThat(shown.at("/skillQueue/entries/0/finished").booleanValue()).isTrue();
  }

  @Test
  void aQueueCanBeSetWithPastPresentAndFuture() {
    EVE.controlled(
        "PUT",
        "/pilots/" + MARA + "/skill-queue",
        """
        {"entries":[
          {"skillId":3312,"level":1,"finishesIn":-60},
          {"skillId":3312,"level":2,"finishesIn":"PT90S"},
          {"skillId":3312,"level":3,"duration":7200}]}
        """);
    var queue = queue();
    assertThat(finish(queue.get(0))).isEqualTo(START.minusSeconds(60));
    assertThat(finish(queue.get(1))).isEqualTo(START.plusSeconds(90));
    assertThat(finish(queue.get(2))).isEqualTo(START.plusSeconds(90 + 7200));
    assertThat(queue.get(2).path("level_start_sp").intValue()).isEqualTo(2829);
    assertThat(queue.get(2).path("level_end_sp").intValue()).isEqualTo(16_000);
  }

  @Test
  void levelsBelowAPlannedOneCountAsTrained() {
    EVE.controlled(
        "PUT",
        "/pilots/" + MARA + "/skill-queue",
        "{\"entries\":[{\"skillId\":3315,\"level\":4,\"duration\":60}]}");
    assertThat(level(3315)).isEqualTo(3);
  }

  @Test
  void settingAQueueAppliesWhatHadFinished() {
    EVE.controlled("POST", "/pilots/" + MARA + "/skill-queue/finish", "");
    EVE.controlled(
        "PUT",
        "/pilots/" + MARA + "/skill-queue",
        "{\"entries\":[{\"skillId\":3312,\"level\":1}]}");
    assertThat(level(3300)).isEqualTo(5);
    assertThat(queue()).hasSize(1);
  }

  @Test
  void aBiomassedCharacterIsGone() {
    EVE.controlled("PATCH", "/pilots/" + MARA, "{\"biomassed\":true}");
    var response = EVE.skills(MARA, tokens);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("error").asText()).isEqualTo("Character has been deleted!");
  }

  private JsonNode queue() {
    var response = EVE.skillQueue(MARA, tokens);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private int level(int skillId) {
    return skill(json(EVE.skills(MARA, tokens)), skillId).path("trained_skill_level").intValue();
  }

  private static Instant finish(JsonNode entry) {
    return Instant.parse(entry.path("finish_date").asText());
  }

  private static JsonNode skill(JsonNode skills, int skillId) {
    return StreamSupport.stream(skills.path("skills").spliterator(), false)
        .filter(skill -> skill.path("skill_id").intValue() == skillId)
        .findFirst()
        .orElseThrow();
  }
}
