package dev.evenomad.domain.payment;

/** What Stripe gives as ids: texts that only it can read. */
final class StripeIds {

  private static final int MAX_LENGTH = 255;

  private StripeIds() {}

  /** Checks an id that Stripe sent; {@code what} it identifies is for the message. */
  static void require(String what, String id) {
    if (id.isEmpty()
        || id.length() > MAX_LENGTH
        || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a Stripe %s id is 1 to %d visible ASCII characters".formatted(what, MAX_LENGTH));
    }
  }
}
