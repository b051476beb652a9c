package dev.evenomad.domain.planet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ColoniesTest {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(7);

  @Test
  void hasNoPlanetAndNoExtractorTwice() {
    MissingColony missing = new MissingColony(colony(1), NOW, false);
    Extractor extractor =
        new Extractor(new PinId(1), Optional.empty(), Optional.empty(), Optional.empty());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Colonies(CHARACTER, List.of(colony(1), colony(1)), NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Colonies(CHARACTER, List.of(), List.of(missing, missing), NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> colony(1).with(List.of(extractor, extractor)));
  }

  @Test
  void watchesWhatIsListedOrMissedOnlyOnce() {
    Colonies colonies =
        new Colonies(
            CHARACTER,
            List.of(colony(1), colony(2)),
            List.of(
                new MissingColony(colony(2), NOW, true),
                new MissingColony(colony(3), NOW, false),
                new MissingColony(colony(4), NOW, true)),
            NOW);

    assertThat(colonies.watched()).containsExactly(colony(1), colony(3));
    assertThat(colonies.find(new PlanetId(2))).contains(colony(2));
    assertThat(colonies.find(new PlanetId(3))).isEmpty();
  }

  private static Colony colony(long planet) {
    return new Colony(
        new PlanetId(planet), PlanetType.LAVA, new SolarSystemId(30000142), 4, 9, NOW, List.of());
  }
}
