package dev.evenomad.bootstrap.doctor;

import dev.evenomad.esi.sso.Sso;
import dev.evenomad.esi.sso.SsoSettings;
import dev.evenomad.esi.sso.SsoState;
import java.time.Duration;
import java.time.InstantSource;

/** Whether EVE SSO publishes what sign-ins need, and agrees with us on the time. */
record SsoCheck(SsoSettings settings, InstantSource clock) implements Check {

  static final String PART = "eve-sso";

  /** Tokens that seem to come from further ahead are refused. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  @Override
  public Finding run() {
    return switch (Sso.check(settings, clock)) {
      case SsoState.Usable usable -> told(usable);
      case SsoState.Unusable unusable ->
          Finding.problem(
              PART,
              settings.base() + ": " + unusable.why(),
              "see that this machine may call that address, and that EVE_SSO_URL, if set, is right",
              "if EVE is down, wait; characters stay linked meanwhile");
    };
  }

  private Finding told(SsoState.Usable usable) {
    String what = "%s, %d keys, S256".formatted(usable.issuer(), usable.keys());
    Duration ahead = usable.clockAhead().orElse(Duration.ZERO);
    if (Clocks.differ(ahead, LEEWAY)) {
      return Finding.problem(
          PART, what + "; " + Clocks.tell(ahead) + ", so sign-ins fail", Clocks.CURE);
    }
    return Clocks.differ(ahead, Clocks.TOLERABLE)
        ? Finding.warning(PART, what + "; " + Clocks.tell(ahead), Clocks.CURE)
        : Finding.ok(
            PART, what + "; whether it accepts client id and secret shows when a pilot signs in");
  }
}
