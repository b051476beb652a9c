package dev.evenomad.http.account;

import dev.evenomad.domain.account.SubscriptionStatus;
import dev.evenomad.domain.account.SubscriptionTier;
import dev.evenomad.domain.plan.Allowance;
import dev.evenomad.domain.plan.PlanStanding;
import dev.evenomad.domain.sync.SyncKind;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an account pays for, and what its plan allows.
 *
 * @param tier what was last paid for
 * @param status active: in force, and renewed at its end; past_due: a payment is late, in force
 *     until its end; canceled: in force until its end; expired: over, or not paid
 * @param endsAt when the paid period ends, or has ended; null if it is open or nothing is paid
 * @param plan what is allowed now
 */
@Serdeable.Serializable
@Schema(name = "Subscription")
record SubscriptionView(
    @Schema(ref = "#/components/schemas/PlanTier") String tier,
    @Schema(ref = "#/components/schemas/SubscriptionStatus") String status,
    @Nullable Instant endsAt,
    PlanView plan) {

  static SubscriptionView of(PlanStanding standing) {
    SubscriptionTier tier = standing.subscription().tier();
    SubscriptionStatus status = standing.subscription().status();
    return new SubscriptionView(
        code(tier),
        code(status),
        standing.subscription().endsAt().orElse(null),
        PlanView.of(standing));
  }

  /**
   * What the account's plan allows now, and how much of it is used.
   *
   * @param tier that counts now: free as soon as premium is over
   * @param maxCharacters how many characters are kept in sync; null if all of them are
   * @param activeCharacters how many are
   * @param pausedCharacters how many are linked beyond that: what is known of them stays, and is
   *     not read again until the plan covers them
   * @param pollIntervals how often each kind of data is read
   */
  @Serdeable.Serializable
  @Schema(name = "Plan")
  record PlanView(
      @Schema(ref = "#/components/schemas/PlanTier") String tier,
      @Nullable Integer maxCharacters,
      int activeCharacters,
      int pausedCharacters,
      List<PollIntervalView> pollIntervals) {

    static PlanView of(PlanStanding standing) {
      Allowance allowance = standing.allowance();
      return new PlanView(
          code(standing.tier()),
          allowance.characters().isPresent() ? allowance.characters().getAsInt() : null,
          standing.covered().size(),
          standing.paused().size(),
          Arrays.stream(SyncKind.values())
              .map(
                  kind ->
                      new PollIntervalView(kind.code(), allowance.pollInterval(kind).toSeconds()))
              .toList());
    }
  }

  /**
   * How often a kind of data is read.
   *
   * @param kind such as skills
   * @param seconds between two readings; more while EVE has nothing newer
   */
  @Serdeable.Serializable
  @Schema(name = "PollInterval")
  record PollIntervalView(
      @Schema(ref = "#/components/schemas/SyncKind") String kind, long seconds) {}

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
