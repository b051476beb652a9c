package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link SkillSource} does. The {@code given} methods arrange the
 * world on the other side of it, for the rest of the test. Times are of the second, as EVE's are.
 */
public interface SkillSourceContract {

  /** A queue of three: one that is done, one under way, one that waits. */
  SkillQueue QUEUE =
      new SkillQueue(
          List.of(
              entry(0, 3300, 4, "2026-09-01T08:00:00Z", "2026-09-01T09:00:00Z"),
              entry(1, 3300, 5, "2026-09-01T09:00:00Z", "2026-09-05T11:12:13Z"),
              entry(4, 3301, 1, "2026-09-05T11:12:13Z", "2026-09-05T11:30:00Z")));

  /** Two skills, one of them not active on an Alpha clone. */
  TrainedSkills SKILLS =
      new TrainedSkills(
          List.of(
              new TrainedSkill(new TypeId(3300), 3, 3, 8_000),
              new TrainedSkill(new TypeId(3301), 5, 4, 256_000)),
          5_264_000,
          1_500);

  /** The adapter under test. */
  SkillSource source();

  /** The moment that both sides take for now. */
  Instant now();

  /**
   * EVE has that character.
   *
   * @return an access token with those scopes
   */
  Secret givenPilot(CharacterId character, Scopes scopes);

  /** That is the character's queue from now on, under an ETag of its own. */
  void givenQueue(CharacterId character, SkillQueue queue);

  /** Those are the character's skills from now on, under an ETag of their own. */
  void givenSkills(CharacterId character, TrainedSkills skills);

  /** That access token is over. */
  void givenExpired(Secret accessToken);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  /**
   * ESI wants callers to wait.
   *
   * @param retryAfter in whole seconds
   */
  void givenThrottled(Duration retryAfter);

  @Test
  default void readsTheQueue() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    for (SkillQueue queue : List.of(QUEUE, SkillQueue.EMPTY, paused(QUEUE))) {
      givenQueue(character, queue);

      Fetched.Fresh<SkillQueue> fresh =
          fresh(source().fetchQueue(character, token, Optional.empty()));

      assertThat(fresh.value()).isEqualTo(queue);
      assertThat(fresh.freshUntil()).isAfterOrEqualTo(now());
    }
  }

  @Test
  default void readsTheSkills() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    for (TrainedSkills skills : List.of(SKILLS, TrainedSkills.NONE)) {
      givenSkills(character, skills);

      Fetched.Fresh<TrainedSkills> fresh =
          fresh(source().fetchSkills(character, token, Optional.empty()));

      assertThat(fresh.value()).isEqualTo(skills);
      assertThat(fresh.freshUntil()).isAfterOrEqualTo(now());
    }
  }

  @Test
  default void sendsTheQueueAgainOnlyIfItHasChanged() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenQueue(character, QUEUE);
    Optional<ETag> etag = fresh(source().fetchQueue(character, token, Optional.empty())).etag();
    assertThat(etag).isPresent();

    assertThat(source().fetchQueue(character, token, etag))
        .isInstanceOfSatisfying(
            Fetched.NotModified.class,
            same -> assertThat(same.freshUntil()).isAfterOrEqualTo(now()));

    givenQueue(character, SkillQueue.EMPTY);
    Fetched.Fresh<SkillQueue> changed = fresh(source().fetchQueue(character, token, etag));
    assertThat(changed.value()).isEqualTo(SkillQueue.EMPTY);
    assertThat(changed.etag()).isPresent().isNotEqualTo(etag);
  }

  @Test
  default void sendsTheSkillsAgainOnlyIfTheyHaveChanged() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenSkills(character, TrainedSkills.NONE);
    Optional<ETag> etag = fresh(source().fetchSkills(character, token, Optional.empty())).etag();
    assertThat(etag).isPresent();

    assertThat(source().fetchSkills(character, token, etag))
        .isInstanceOf(Fetched.NotModified.class);

    givenSkills(character, SKILLS);
    Fetched.Fresh<TrainedSkills> changed = fresh(source().fetchSkills(character, token, etag));
    assertThat(changed.value()).isEqualTo(SKILLS);
    assertThat(changed.etag()).isPresent().isNotEqualTo(etag);
  }

  @Test
  default void tellsThatTheAccessTokenIsOverOrNotEves() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenExpired(token);

    for (Secret refused : List.of(token, Samples.secret())) {
      assertThat(source().fetchQueue(character, refused, Optional.empty()))
          .isEqualTo(new Fetched.Unauthorized<>());
      assertThat(source().fetchSkills(character, refused, Optional.empty()))
          .isEqualTo(new Fetched.Unauthorized<>());
    }
  }

  @Test
  default void tellsThatAScopeIsMissing() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.NONE);

    assertThat(source().fetchQueue(character, token, Optional.empty()))
        .isInstanceOf(Fetched.Forbidden.class)
        .satisfies(answer -> assertThat(answer.toString()).doesNotContain(token.reveal()));
    assertThat(source().fetchSkills(character, token, Optional.empty()))
        .isInstanceOf(Fetched.Forbidden.class);
  }

  @Test
  default void tellsAnOutage() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenDown();

    assertThat(source().fetchQueue(character, token, Optional.empty()))
        .isInstanceOf(Fetched.Unavailable.class)
        .satisfies(answer -> assertThat(answer.toString()).doesNotContain(token.reveal()));
    assertThat(source().fetchSkills(character, token, Optional.empty()))
        .isInstanceOf(Fetched.Unavailable.class);
  }

  @Test
  default void tellsHowLongToWait() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenThrottled(Duration.ofSeconds(42));

    assertThat(source().fetchQueue(character, token, Optional.empty()))
        .isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(42)));
    assertThat(source().fetchSkills(character, token, Optional.empty()))
        .isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(42)));
  }

  private static <T> Fetched.Fresh<T> fresh(Fetched<T> answer) {
    if (answer instanceof Fetched.Fresh<T> fresh) {
      return fresh;
    }
    throw new AssertionError("expected fresh data, got " + answer);
  }

  private static SkillQueue paused(SkillQueue queue) {
    return new SkillQueue(
        queue.entries().stream()
            .map(
                entry ->
                    new SkillQueueEntry(
                        entry.position(),
                        entry.skill(),
                        entry.level(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
            .toList());
  }

  private static SkillQueueEntry entry(
      int position, long skill, int level, String start, String finish) {
    return new SkillQueueEntry(
        position,
        new TypeId(skill),
        new SkillLevel(level),
        Optional.of(Instant.parse(start)),
        Optional.of(Instant.parse(finish)),
        Optional.of(new SkillQueueEntry.Points(8_000, 45_255, 8_000)));
  }
}
