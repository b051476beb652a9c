package dev.evenomad.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SubscriptionTest {

  private static final Instant END = Instant.parse("2026-10-01T00:00:00Z");

  @Test
  void countsAsPaidUntilItsEnd() {
    for (SubscriptionStatus status :
        new SubscriptionStatus[] {SubscriptionStatus.PAST_DUE, SubscriptionStatus.CANCELED}) {
      Subscription premium = premium(status, Optional.of(END));

      assertThat(premium.effectiveTier(END.minusNanos(1))).isEqualTo(SubscriptionTier.PREMIUM);
      assertThat(premium.effectiveTier(END)).isEqualTo(SubscriptionTier.FREE);
    }
  }

  @Test
  void isNotTakenAwayWhileItsRenewalIsOnTheWay() {
    Subscription premium = premium(SubscriptionStatus.ACTIVE, Optional.of(END));
    Instant over = END.plus(Subscription.RENEWAL_GRACE);

    assertThat(premium.effectiveTier(over.minusNanos(1))).isEqualTo(SubscriptionTier.PREMIUM);
    assertThat(premium.effectiveTier(over)).isEqualTo(SubscriptionTier.FREE);
  }

  @Test
  void countsAsPaidForeverWithoutAnEnd() {
    assertThat(
            premium(SubscriptionStatus.ACTIVE, Optional.empty())
                .effectiveTier(END.plus(Duration.ofDays(36_500))))
        .isEqualTo(SubscriptionTier.PREMIUM);
  }

  @Test
  void countsAsFreeOnceItIsOver() {
    assertThat(
            premium(SubscriptionStatus.EXPIRED, Optional.of(END))
                .effectiveTier(END.minusSeconds(1)))
        .isEqualTo(SubscriptionTier.FREE);
    assertThat(Subscription.FREE.effectiveTier(END)).isEqualTo(SubscriptionTier.FREE);
  }

  @Test
  void refusesBlankIds() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(Optional.of(""), Optional.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> of(Optional.empty(), Optional.of(" ")));
  }

  @Test
  void refusesIdsThatCannotBeStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Optional.of("cus\0"), Optional.empty()))
        .withMessageContaining("Stripe customer id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Optional.empty(), Optional.of("sub\ud83d")))
        .withMessageContaining("Stripe subscription id");
  }

  private static Subscription premium(SubscriptionStatus status, Optional<Instant> endsAt) {
    return new Subscription(
        SubscriptionTier.PREMIUM, status, endsAt, Optional.of("cus_1"), Optional.of("sub_1"));
  }

  private static Subscription of(Optional<String> customer, Optional<String> subscription) {
    return new Subscription(
        SubscriptionTier.FREE, SubscriptionStatus.ACTIVE, Optional.empty(), customer, subscription);
  }
}
