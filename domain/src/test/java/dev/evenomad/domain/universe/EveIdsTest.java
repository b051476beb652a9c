package dev.evenomad.domain.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CorporationId;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

final class EveIdsTest {

  private static final List<LongFunction<Object>> IDS =
      List.of(TypeId::new, CharacterId::new, CorporationId::new, AllianceId::new);

  @Test
  void admitsIdsOf64Bits() {
    for (LongFunction<Object> id : IDS) {
      assertThat(id.apply(1)).hasToString("1");
      assertThat(id.apply(Long.MAX_VALUE)).hasToString("9223372036854775807");
    }
  }

  @Test
  void refusesWhatIsNotPositive() {
    for (LongFunction<Object> id : IDS) {
      for (long value : new long[] {0, -1, Long.MIN_VALUE}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> id.apply(value))
            .withMessageContaining("must be positive, was " + value);
      }
    }
  }
}
