package dev.evenomad.domain.session;

import dev.evenomad.domain.text.VisibleAscii;

/**
 * The address at which the push service reaches one installation of the app. Whoever has it can
 * disturb the pilot, so it is not shown.
 *
 * @param value opaque, 1 to 4096 visible ASCII characters
 */
public record PushToken(String value) {
  public PushToken {
    VisibleAscii.require("a push token", 4096, value);
  }

  @Override
  public String toString() {
    return "PushToken[redacted]";
  }
}
