package dev.evenomad.domain.payment;

import dev.evenomad.domain.text.VisibleAscii;

/** What Stripe gives as ids: texts that only it can read. */
final class StripeIds {

  private static final int MAX_LENGTH = 255;

  private StripeIds() {}

  /** Checks an id that Stripe sent; {@code what} it identifies is for the message. */
  static void require(String what, String id) {
    VisibleAscii.require("a Stripe " + what + " id", MAX_LENGTH, id);
  }
}
