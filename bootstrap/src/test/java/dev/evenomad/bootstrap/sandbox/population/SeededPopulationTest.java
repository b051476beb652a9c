package dev.evenomad.bootstrap.sandbox.population;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.bootstrap.sandbox.RunningSandbox;
import dev.evenomad.bootstrap.sandbox.SettableTime;
import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.game.TrainedSkill;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeededPopulationTest {

  private static final Instant NOW = RunningSandbox.START;
  private static final int COUNT = 2_000;
  private static final SeededPopulation POPULATION = new SeededPopulation(7, COUNT);
  private static final List<Pilot> PILOTS = settled(POPULATION);

  private static List<Pilot> settled(Population population) {
    var pilots = new Pilots(new WorldClock(new SettableTime(NOW)));
    population.settle(pilots);
    return pilots.all();
  }

  @Test
  void thereAreAsManyAsAskedForBesideTheFirstThree() {
    assertThat(PILOTS).hasSize(COUNT + FirstPilots.COUNT);
    assertThat(PILOTS).extracting(Pilot::name).contains("Mara Tessen", "Kelvar Oduya");
  }

  @Test
  void everybodyHasIdsNamesAndAPastThatEveCouldGive() {
    assertThat(PILOTS).extracting(Pilot::name).doesNotHaveDuplicates();
    assertThat(PILOTS).extracting(Pilot::ownerHash).doesNotHaveDuplicates();
    for (var pilot : PILOTS) {
      var id = pilot.characterId();
      assertThat(
              within(id, 90_000_000, 97_999_999)
                  || within(id, 100_000_000, 2_111_999_999)
                  || within(id, 2_112_000_000, 2_129_999_999))
          .as("%d", id)
          .isTrue();
      assertThat(pilot.name()).matches("[A-Z][A-Za-z' -]{2,36}");
      var profile = pilot.profile();
      assertThat(
              within(profile.corporationId(), 1_000_000, 1_999_999)
                  || within(profile.corporationId(), 98_000_000, 98_999_999))
          .isTrue();
      assertThat(Organizations.corporation(profile.corporationId()))
          .doesNotContain("Corporation 9");
      profile
          .allianceId()
          .ifPresent(
              alliance -> {
                assertThat(alliance).isBetween(99_000_000L, 99_999_999L);
                assertThat(Organizations.alliance(alliance)).doesNotContain("Alliance 9");
              });
      assertThat(profile.birthday()).isBetween(Instant.parse("2003-05-06T00:00:00Z"), NOW);
    }
  }

  @Test
  void theMembersOfACorporationAreInTheSameAlliance() {
    PILOTS.stream()
        .collect(groupingBy(pilot -> pilot.profile().corporationId()))
        .values()
        .forEach(
            members ->
                assertThat(members.stream().map(pilot -> pilot.profile().allianceId()).distinct())
                    .hasSize(1));
  }

  @Test
  void someAccountsHaveSeveralPilotsAndNoneHasMoreThanThree() {
    var sizes =
        PILOTS.stream().collect(groupingBy(Pilot::account)).values().stream().map(List::size);
    assertThat(sizes).contains(1, 2, 3).allMatch(size -> size <= 3);
  }

  @Test
  void theInventedNamesOfOrganizationsDiffer() {
    assertThat(
            LongStream.range(0, 10_000)
                .mapToObj(
                    number -> Organizations.corporation(Organizations.FIRST_CORPORATION + number)))
        .doesNotHaveDuplicates();
    assertThat(
            LongStream.range(0, 1_500)
                .mapToObj(number -> Organizations.alliance(Organizations.FIRST_ALLIANCE + number)))
        .doesNotHaveDuplicates();
  }

  @Test
  void skillPointsFitTheLevels() {
    for (var pilot : PILOTS) {
      pilot.skills().forEach((id, skill) -> assertFits(pilot, id, skill));
      assertThat(pilot.totalSkillPoints())
          .isEqualTo(pilot.skills().values().stream().mapToLong(TrainedSkill::skillPoints).sum());
    }
    assertThat(PILOTS.stream().mapToLong(Pilot::totalSkillPoints).max().orElseThrow())
        .isGreaterThan(50_000_000);
  }

  private static void assertFits(Pilot pilot, int id, TrainedSkill skill) {
    var catalogued = SkillCatalogue.get(id);
    assertThat(skill.skillPoints())
        .as("%s: %s", pilot.name(), catalogued.name())
        .isGreaterThanOrEqualTo(catalogued.pointsAt(skill.level()));
    if (skill.level() < 5) {
      assertThat(skill.skillPoints()).isLessThan(catalogued.pointsAt(skill.level() + 1));
    }
  }

  @Test
  void entriesOfAQueueFollowEachOtherLevelByLevel() {
    for (var pilot : PILOTS) {
      var entries = pilot.queue().entries();
      var reached = new HashMap<Integer, Integer>();
      pilot.skills().forEach((id, skill) -> reached.put(id, skill.level()));
      Optional<Instant> previous = Optional.empty();
      assertThat(entries).hasSizeLessThanOrEqualTo(150);
      for (var entry : entries) {
        assertThat(entry.level())
            .as("%s: %d", pilot.name(), entry.skillId())
            .isEqualTo(reached.getOrDefault(entry.skillId(), 0) + 1);
        reached.put(entry.skillId(), entry.level());
        assertThat(entry.trainingStartSp()).isBetween(entry.levelStartSp(), entry.levelEndSp() - 1);
        assertThat(entry.trainingTime()).isPositive();
        if (pilot.queue().paused()) {
          assertThat(entry.start()).isEmpty();
        } else {
          assertThat(entry.start()).isPresent();
          if (previous.isPresent()) {
            assertThat(entry.start()).isEqualTo(previous);
          }
        }
        previous = entry.finish();
      }
    }
  }

  @Test
  void queuesAreOfEveryKind() {
    var queues = PILOTS.stream().map(Pilot::queue).toList();
    assertThat(queues)
        .anyMatch(queue -> queue.entries().isEmpty())
        .anyMatch(queue -> queue.paused() && !queue.entries().isEmpty())
        .anyMatch(queue -> queue.entries().size() > 50)
        .anyMatch(
            queue -> !queue.entries().isEmpty() && !queue.paused() && queue.current(NOW).isEmpty());
    assertThat(queues.stream().filter(queue -> queue.current(NOW).isPresent()).count())
        .isBetween(COUNT / 2L, COUNT * 3L / 4);
    // Not everybody finishes at once.
    assertThat(
            queues.stream()
                .flatMap(queue -> queue.current(NOW).stream())
                .flatMap(entry -> entry.finish().stream())
                .distinct()
                .count())
        .isGreaterThan(COUNT / 3L);
  }

  @Test
  void oneSeedGivesTheSameWorldAndAnotherSeedAnother() {
    assertThat(settled(new SeededPopulation(7, COUNT))).isEqualTo(PILOTS);
    assertThat(things(new SeededPopulation(7, COUNT))).isEqualTo(things(POPULATION));

    var other = new SeededPopulation(8, COUNT);
    assertThat(settled(other)).isNotEqualTo(PILOTS);
    assertThat(things(other)).isNotEqualTo(things(POPULATION));
    var names = new HashSet<>(PILOTS.stream().map(Pilot::name).toList());
    assertThat(settled(other).stream().filter(pilot -> names.contains(pilot.name())).count())
        .isLessThan(COUNT / 2L);
  }

  private static List<?> things(Population population) {
    return PILOTS.stream()
        .limit(200)
        .flatMap(
            pilot ->
                Stream.<Object>of(
                    population.mailbox(pilot, NOW),
                    population.orders(pilot, NOW),
                    population.jobs(pilot, NOW),
                    population.colonies(pilot, NOW)))
        .toList();
  }

  @Test
  void aPilotThatWasNotInventedHasNothing() {
    var stranger = PILOTS.getFirst();
    var unknown =
        new Pilot(
            2_112_000_900,
            stranger.account(),
            stranger.profile(),
            stranger.skills(),
            stranger.queue(),
            1,
            NOW);
    assertThat(POPULATION.mailbox(unknown, NOW).mails()).isEmpty();
    assertThat(POPULATION.orders(unknown, NOW).open()).isEmpty();
    assertThat(POPULATION.jobs(unknown, NOW)).isEmpty();
    assertThat(POPULATION.colonies(unknown, NOW)).isEmpty();
  }

  @Test
  void theNumberOfPilotsIsLimited() {
    assertThatThrownBy(() -> new SeededPopulation(1, 0)).hasMessageContaining("1 to 100000");
    assertThatThrownBy(() -> new SeededPopulation(1, 100_001)).hasMessageContaining("1 to 100000");
  }

  private static boolean within(long id, long first, long last) {
    return first <= id && id <= last;
  }
}
