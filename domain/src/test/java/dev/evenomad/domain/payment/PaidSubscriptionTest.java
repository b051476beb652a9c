package dev.evenomad.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.account.Subscription;
import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.payment.PaidSubscription.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PaidSubscriptionTest {

  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final Instant PERIOD_END = NOW.plus(Duration.ofDays(30));

  @Test
  void isPremiumWhereStripeSaysThatItIsInForce() {
    becomes(StripeStatus.INCOMPLETE, SubscriptionTier.FREE, SubscriptionStatus.ACTIVE);
    becomes(StripeStatus.TRIALING, SubscriptionTier.PREMIUM, SubscriptionStatus.ACTIVE);
    becomes(StripeStatus.ACTIVE, SubscriptionTier.PREMIUM, SubscriptionStatus.ACTIVE);
    becomes(StripeStatus.PAST_DUE, SubscriptionTier.PREMIUM, SubscriptionStatus.PAST_DUE);
    becomes(StripeStatus.UNPAID, SubscriptionTier.PREMIUM, SubscriptionStatus.EXPIRED);
    becomes(StripeStatus.PAUSED, SubscriptionTier.PREMIUM, SubscriptionStatus.EXPIRED);
    becomes(StripeStatus.INCOMPLETE_EXPIRED, SubscriptionTier.FREE, SubscriptionStatus.ACTIVE);
    becomes(StripeStatus.CANCELED, SubscriptionTier.PREMIUM, SubscriptionStatus.EXPIRED);
  }

  private static void becomes(
      StripeStatus status, SubscriptionTier tier, SubscriptionStatus standing) {
    Subscription subscription = told(status, Stage.UPDATED, 0, "evt_1").asSubscription();

    assertThat(subscription.tier()).isEqualTo(tier);
    assertThat(subscription.status()).isEqualTo(standing);
    assertThat(subscription.stripeCustomerId()).contains("cus_1");
    assertThat(subscription.stripeSubscriptionId()).contains("sub_1");
  }

  @Test
  void endsWhereItsCustomerWantsItTo() {
    PaidSubscription renewed = told(StripeStatus.ACTIVE, Stage.UPDATED, 0, "evt_1");
    PaidSubscription canceled =
        new PaidSubscription(
            "sub_1",
            "cus_1",
            StripeStatus.ACTIVE,
            Optional.of(NOW),
            Optional.of(PERIOD_END),
            Optional.of(PERIOD_END),
            Optional.empty(),
            Stage.UPDATED,
            NOW,
            "evt_2");

    assertThat(renewed.asSubscription().endsAt()).contains(PERIOD_END);
    assertThat(canceled.asSubscription().status()).isEqualTo(SubscriptionStatus.CANCELED);
    assertThat(canceled.asSubscription().effectiveTier(PERIOD_END.minusSeconds(1)))
        .isEqualTo(SubscriptionTier.PREMIUM);
    assertThat(canceled.asSubscription().effectiveTier(PERIOD_END))
        .isEqualTo(SubscriptionTier.FREE);
  }

  @Test
  void goesOnForAWeekWhileAPaymentIsLate() {
    Subscription late = told(StripeStatus.PAST_DUE, Stage.UPDATED, 100, "evt_1").asSubscription();

    assertThat(late.endsAt()).contains(NOW.plus(Duration.ofDays(7)));
    assertThat(late.effectiveTier(NOW.plus(Duration.ofDays(7)))).isEqualTo(SubscriptionTier.FREE);
  }

  @Test
  void prefersWhatIsFinalThenTheLaterThenTheLaterStage() {
    PaidSubscription deleted = told(StripeStatus.CANCELED, Stage.DELETED, 5, "evt_1");
    PaidSubscription created = told(StripeStatus.INCOMPLETE, Stage.CREATED, 5, "evt_9");
    PaidSubscription updated = told(StripeStatus.ACTIVE, Stage.UPDATED, 5, "evt_2");
    PaidSubscription renewed = told(StripeStatus.ACTIVE, Stage.UPDATED, 6, "evt_0");

    assertThat(updated.supersedes(created)).isTrue();
    assertThat(renewed.supersedes(updated)).isTrue();
    assertThat(deleted.supersedes(updated)).as("in the same second").isTrue();
    assertThat(deleted.supersedes(renewed)).as("nothing comes after it").isTrue();
    assertThat(renewed.supersedes(deleted)).isFalse();
    assertThat(updated.supersedes(updated)).isFalse();
  }

  @Property
  void knowsTheLaterOfAnyTwo(
      @ForAll StripeStatus one,
      @ForAll StripeStatus other,
      @ForAll Stage stage,
      @ForAll Stage otherStage,
      @ForAll @IntRange(max = 2) int second,
      @ForAll @IntRange(max = 2) int otherSecond) {
    PaidSubscription first = told(one, stage, second, "evt_1");
    PaidSubscription last = told(other, otherStage, otherSecond, "evt_2");

    assertThat(first.supersedes(last)).isNotEqualTo(last.supersedes(first));
  }

  @Test
  void refusesIdsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told(StripeStatus.ACTIVE, Stage.UPDATED, 0, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PaymentNotice(
                    "evt_1",
                    "cus_2",
                    Optional.empty(),
                    Optional.of(told(StripeStatus.ACTIVE, Stage.UPDATED, 0, "evt_1"))));
  }

  @Test
  void knowsStripesWords() {
    for (StripeStatus status : StripeStatus.values()) {
      assertThat(StripeStatus.ofCode(status.code())).contains(status);
    }
    assertThat(StripeStatus.ofCode("other")).isEmpty();
  }

  private static PaidSubscription told(StripeStatus status, Stage stage, int second, String event) {
    return new PaidSubscription(
        "sub_1",
        "cus_1",
        status,
        Optional.of(NOW),
        Optional.of(PERIOD_END),
        Optional.empty(),
        Optional.empty(),
        stage,
        NOW.plusSeconds(second),
        event);
  }
}
