package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.evenomad.domain.Stores;
import dev.evenomad.domain.environment.Leases;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Leases} does. */
public interface LeasesContract {

  /** Until when the leases last that are taken at {@link Samples#NOW}. */
  Instant END = NOW.plusSeconds(30);

  /** The stores under test. */
  Stores stores();

  @Test
  default void givesALeaseToOneHolder() {
    String name = "sample:" + Samples.id();
    String holder = Samples.id();

    assertThat(take(name, holder, NOW)).isTrue();
    assertThat(take(name, Samples.id(), NOW)).isFalse();
    assertThat(take(name, holder, NOW)).as("not even to its holder again").isFalse();
    assertThat(take("sample:" + Samples.id(), Samples.id(), NOW)).as("another lease").isTrue();
  }

  @Test
  default void givesALeaseToOneOfMany() {
    String name = "sample:" + Samples.id();

    List<Boolean> taken = Race.run(runner -> take(name, "holder-" + runner, NOW));

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  default void endsALeaseByItself() {
    String name = "sample:" + Samples.id();
    take(name, Samples.id(), NOW);

    assertThat(take(name, Samples.id(), END.minusNanos(1_000))).isFalse();
    assertThat(take(name, Samples.id(), END)).isTrue();
    assertThat(take(name, Samples.id(), END)).isFalse();
  }

  @Test
  default void givesAnExpiredLeaseToOneOfMany() {
    String name = "sample:" + Samples.id();
    take(name, Samples.id(), NOW);

    List<Boolean> taken = Race.run(runner -> take(name, "holder-" + runner, END));

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  default void isFreeOnceItsHolderGaveItBack() {
    String name = "sample:" + Samples.id();
    String holder = Samples.id();
    take(name, holder, NOW);

    stores().leases().release(name, holder);
    stores().leases().release(name, holder);

    assertThat(take(name, Samples.id(), NOW)).isTrue();
  }

  @Test
  default void isGivenBackByNobodyElse() {
    String name = "sample:" + Samples.id();
    String late = Samples.id();
    take(name, late, NOW);
    String holder = Samples.id();
    assertThat(take(name, holder, END)).isTrue();

    stores().leases().release(name, late);
    stores().leases().release(name, Samples.id());
    stores().leases().release("sample:" + Samples.id(), holder);

    assertThat(take(name, Samples.id(), END)).isFalse();
  }

  @Test
  default void takesEffectAtOnceWhateverBecomesOfTheTransaction() {
    String name = "sample:" + Samples.id();
    String released = "sample:" + Samples.id();
    String holder = Samples.id();
    take(released, holder, NOW);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          assertThat(take(name, holder, NOW)).isTrue();
                          stores().leases().release(released, holder);
                          assertThat(Race.run(runner -> take(name, "holder-" + runner, NOW)))
                              .as("other threads, while the transaction is open")
                              .doesNotContain(true);
                          throw new IllegalStateException("planned");
                        }));

    assertThat(take(name, Samples.id(), NOW)).isFalse();
    assertThat(take(released, Samples.id(), NOW)).isTrue();
  }

  private boolean take(String name, String holder, Instant now) {
    return stores().leases().take(name, holder, now, now.plusSeconds(30));
  }
}
