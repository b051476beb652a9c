package dev.evenomad.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.environment.Ids;
import dev.evenomad.testkit.contract.IdsContract;
import org.junit.jupiter.api.Test;

final class SequentialIdsTest implements IdsContract {

  private final Ids ids = new SequentialIds();

  @Override
  public Ids ids() {
    return ids;
  }

  @Test
  void countsFromOneInEveryRun() {
    assertThat(ids.next()).isEqualTo("c000000000000000000000001");
    assertThat(ids.next()).isEqualTo("c000000000000000000000002");
  }
}
