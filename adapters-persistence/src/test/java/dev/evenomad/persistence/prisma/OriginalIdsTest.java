package dev.evenomad.persistence.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OriginalIdsTest {

  @Test
  void keepsEveryIdThatCanBeOneHere() {
    for (String id :
        List.of("cmwtqdskv0000y97dhf424969", "tz4a98xxat96iws9zmbrgj3a", "1", "x".repeat(64))) {
      assertThat(OriginalIds.here(id)).isEqualTo(id);
    }
  }

  @Test
  void givesEveryOtherIdAlwaysTheSameNewOne() {
    List<String> odd = List.of("", " ", "pilot one", "ü", "x".repeat(65), "x".repeat(66));

    assertThat(odd.stream().map(OriginalIds::here).collect(Collectors.toSet()))
        .hasSameSizeAs(odd)
        .allSatisfy(id -> assertThat(id).matches("c[0-9a-z]{24}"));
    assertThat(odd)
        .allSatisfy(id -> assertThat(OriginalIds.here(id)).isEqualTo(OriginalIds.here(id)));
    assertThat(OriginalIds.here("pilot one")).isEqualTo("ch4tlas5x5cfreytdle73ol0e");
  }
}
