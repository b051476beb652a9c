package dev.evenomad.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Roster;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PlanPolicyTest {

  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final PlanPolicy POLICY = PlanPolicy.DEFAULT;

  @Test
  void coversThreeCharactersFreeAndAllOfThemPremium() {
    Roster seventy = roster(70, Optional.empty());

    PlanStanding free = POLICY.standing(seventy, NOW);
    PlanStanding premium = POLICY.standing(seventy.with(premium(Optional.empty())), NOW);

    assertThat(free.tier()).isEqualTo(SubscriptionTier.FREE);
    assertThat(free.covered()).containsExactly(id(1), id(2), id(3));
    assertThat(free.paused()).hasSize(67);
    assertThat(premium.tier()).isEqualTo(SubscriptionTier.PREMIUM);
    assertThat(premium.covered()).hasSize(70);
    assertThat(premium.paused()).isEmpty();
  }

  @Test
  void coversTheDefaultCharacterBeforeThoseThatWereLinkedEarlier() {
    assertThat(POLICY.standing(roster(5, Optional.of(id(5))), NOW).covered())
        .containsExactly(id(5), id(1), id(2));
    assertThat(POLICY.standing(roster(5, Optional.of(id(2))), NOW).covered())
        .containsExactly(id(2), id(1), id(3));
    assertThat(POLICY.standing(roster(5, Optional.of(id(99))), NOW).covered())
        .as("whoever is not linked takes no place")
        .containsExactly(id(1), id(2), id(3));
  }

  @Test
  void coversAnotherOnceOneIsGone() {
    Roster roster = roster(4, Optional.of(id(4)));

    assertThat(POLICY.standing(roster.without(id(4)), NOW).covered())
        .containsExactly(id(1), id(2), id(3));
    assertThat(POLICY.standing(roster.without(id(1)), NOW).covered())
        .containsExactly(id(4), id(2), id(3));
  }

  @Test
  void paysUntilTheEnd() {
    Roster roster = roster(4, Optional.empty()).with(premium(Optional.of(NOW)));

    assertThat(POLICY.standing(roster, NOW.minusNanos(1)).paused()).isEmpty();
    assertThat(POLICY.standing(roster, NOW).paused()).containsExactly(id(4));
  }

  @Property
  void countsPlacesAsItListsCharacters(
      @ForAll @IntRange(max = 80) int size,
      @ForAll @IntRange(max = 90) int preferred,
      @ForAll @IntRange(min = 1, max = 75) int most) {
    Allowance allowance = POLICY.free().forCharacters(OptionalInt.of(most));
    Roster roster = roster(size, Optional.of(preferred).filter(p -> p > 0).map(PlanPolicyTest::id));
    PlanStanding standing = new PlanPolicy(allowance, allowance).standing(roster, NOW);

    assertThat(standing.covered()).hasSize(Math.min(size, most));
    assertThat(standing.paused()).hasSize(size - Math.min(size, most));
    List<CharacterId> order = roster.inOrder();
    assertThat(order).hasSize(size).doesNotHaveDuplicates();
    for (int place = 0; place < size; place++) {
      assertThat(standing.covered().contains(order.get(place))).isEqualTo(allowance.covers(place));
    }
  }

  @Test
  void takesOtherIntervalsForSomeKinds() {
    Allowance hourly = POLICY.free().with(Map.of(SyncKind.MAIL, Duration.ofHours(1)));

    assertThat(hourly.pollInterval(SyncKind.MAIL)).isEqualTo(Duration.ofHours(1));
    assertThat(hourly.pollInterval(SyncKind.SKILLS))
        .isEqualTo(POLICY.free().pollInterval(SyncKind.SKILLS));
  }

  @Test
  void refusesWhatIsNoPlan() {
    Allowance free = POLICY.free();
    assertThatIllegalArgumentException().isThrownBy(() -> free.forCharacters(OptionalInt.of(0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> free.with(Map.of(SyncKind.MAIL, Duration.ZERO)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Allowance(OptionalInt.empty(), Map.of()));
  }

  private static Roster roster(int size, Optional<CharacterId> preferred) {
    return new Roster(
        Subscription.FREE,
        LongStream.rangeClosed(1, size).mapToObj(CharacterId::new).toList(),
        preferred);
  }

  private static CharacterId id(long id) {
    return new CharacterId(id);
  }

  private static Subscription premium(Optional<Instant> endsAt) {
    return new Subscription(
        SubscriptionTier.PREMIUM,
        SubscriptionStatus.CANCELED,
        endsAt,
        Optional.empty(),
        Optional.empty());
  }
}
