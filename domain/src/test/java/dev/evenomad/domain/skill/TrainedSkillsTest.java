package dev.evenomad.domain.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.universe.TypeId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainedSkillsTest {

  private static final TrainedSkill GUNNERY = new TrainedSkill(new TypeId(3300), 5, 4, 256_000);
  private static final TrainedSkill DRONES = new TrainedSkill(new TypeId(3436), 0, 0, 0);

  @Test
  void areSortedByTheirIds() {
    assertThat(new TrainedSkills(List.of(DRONES, GUNNERY), 256_000, 0))
        .isEqualTo(new TrainedSkills(List.of(GUNNERY, DRONES), 256_000, 0));
  }

  @Test
  void tellTheTrainedLevelNotTheActiveOne() {
    TrainedSkills skills = new TrainedSkills(List.of(GUNNERY, DRONES), 256_000, 0);

    assertThat(skills.levelOf(new TypeId(3300))).isEqualTo(5);
    assertThat(skills.levelOf(new TypeId(3436))).isZero();
    assertThat(skills.levelOf(new TypeId(1))).isZero();
  }

  @Test
  void refuseWhatMakesNoSense() {
    TypeId id = new TypeId(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainedSkills(List.of(GUNNERY, GUNNERY), 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkills(List.of(), -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkills(List.of(), 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkill(id, 6, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkill(id, -1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkill(id, 0, 6, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkill(id, 0, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainedSkill(id, 0, 0, -1));
  }

  @Test
  void haveLevelsFromOneToFive() {
    assertThat(List.of(1, 2, 3, 4, 5))
        .map(level -> new SkillLevel(level).roman())
        .containsExactly("I", "II", "III", "IV", "V");
    assertThatIllegalArgumentException().isThrownBy(() -> new SkillLevel(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SkillLevel(6));
  }
}
