package dev.evenomad.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.job.DueWork;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NomadTest {

  private static final Set<String> OPTIONAL = Set.of("background", "clock", "plans");

  @Test
  void namesEveryMissingPortAtOnce() {
    List<String> ports =
        Arrays.stream(NomadBuilder.class.getMethods())
            .filter(method -> method.getReturnType().equals(NomadBuilder.class))
            .map(Method::getName)
            .filter(name -> !OPTIONAL.contains(name))
            .toList();

    assertThat(ports).hasSize(35);
    assertThatIllegalStateException()
        .isThrownBy(() -> Nomad.builder().build())
        .satisfies(
            refusal -> assertThat(named(refusal)).containsExactlyInAnyOrderElementsOf(ports));
  }

  @Test
  void doesNotNameThePortsThatAreThere() {
    NomadBuilder builder = Nomad.builder().push(new NomadFixture().push);

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .satisfies(refusal -> assertThat(named(refusal)).contains("users").doesNotContain("push"));
  }

  @Test
  void plansEveryChoreAndLeavesWhatIsPlannedAlready() {
    NomadFixture fixture = new NomadFixture();
    fixture.nomad.planHousekeeping();
    fixture.clock.advance(Duration.ofMinutes(5));

    fixture.nomad.planHousekeeping();

    for (DueWork.Chore chore : DueWork.Chore.values()) {
      assertThat(fixture.plannedFor(new DueWork.Housekeeping(chore))).contains(NomadFixture.START);
    }
  }

  private static List<String> named(IllegalStateException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return List.of(message.substring(message.indexOf(':') + 2).split(", "));
  }
}
