package dev.evenomad.esi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class EsiRouteTest {

  @Test
  void fillsIdsIntoThePathInTheirOrder() {
    assertThat(EsiRoute.STATUS.path()).isEqualTo("/status");
    assertThat(EsiRoute.TYPE.path(34)).isEqualTo("/universe/types/34");
    assertThat(EsiRoute.COLONY.path(2112000001L, 40009077L))
        .isEqualTo("/characters/2112000001/planets/40009077");
  }

  @Test
  void refusesFewerOrMoreIdsThanThePathHas() {
    assertThatIllegalArgumentException().isThrownBy(() -> EsiRoute.COLONY.path(2112000001L));
    assertThatIllegalArgumentException().isThrownBy(() -> EsiRoute.STATUS.path(0));
    assertThatIllegalArgumentException().isThrownBy(EsiRoute.TYPE::path);
  }
}
