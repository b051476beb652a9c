package dev.evenomad.bootstrap.doctor;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.esi.client.Esi;
import dev.evenomad.esi.client.EsiSettings;
import dev.evenomad.esi.client.EsiStatus;
import java.time.InstantSource;
import java.util.Locale;

/** Whether ESI answers us, and the game runs. */
record EsiCheck(EsiSettings settings, InstantSource clock) implements Check {

  static final String PART = "esi";

  private static final String LOOK_AT_ADDRESS =
      "see that this machine may call that address, and that ESI_URL, if set, is right";

  @Override
  public Finding run() {
    return switch (Esi.check(settings, clock)) {
      case Fetched.Fresh<EsiStatus> fresh -> told(fresh.value());
      case Fetched.Throttled<EsiStatus> throttled ->
          Finding.warning(
              PART,
              settings.base() + ": it asks us to wait",
              "wait %d s; if that happens often, see who else calls ESI from this address"
                  .formatted(throttled.retryAfter().toSeconds()));
      case Fetched.Unavailable<EsiStatus> unavailable ->
          Finding.problem(
              PART,
              settings.base() + ": " + unavailable.why(),
              LOOK_AT_ADDRESS,
              "if EVE is down, as every day from 11:00 UTC for some minutes, wait");
      case Fetched.NotModified<EsiStatus> odd -> odd();
      case Fetched.Unauthorized<EsiStatus> odd -> odd();
      case Fetched.Forbidden<EsiStatus> odd -> odd();
      case Fetched.Absent<EsiStatus> odd -> odd();
    };
  }

  private Finding odd() {
    return Finding.problem(
        PART, settings.base() + ": it does not tell its status", LOOK_AT_ADDRESS);
  }

  private Finding told(EsiStatus status) {
    String what =
        String.format(
            Locale.ROOT,
            "%,d players, server %s, asked as of %s by %s",
            status.players(),
            status.serverVersion(),
            settings.compatibilityDate(),
            settings.http().userAgent());
    return status.staffOnly()
        ? Finding.warning(PART, what + "; CCP lets nobody in but its staff", "wait for CCP")
        : Finding.ok(PART, what);
  }
}
