package dev.evenomad.domain.session;

/**
 * The address at which the push service reaches one installation of the app. Whoever has it can
 * disturb the pilot, so it is not shown.
 *
 * @param value opaque, 1 to 4096 visible ASCII characters
 */
public record PushToken(String value) {
  public PushToken {
    if (value.isEmpty()
        || value.length() > 4096
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("a push token is 1 to 4096 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return "PushToken[redacted]";
  }
}
