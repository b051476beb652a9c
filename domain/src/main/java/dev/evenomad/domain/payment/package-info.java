/** What the payment service, Stripe, tells. */
@NullMarked
package dev.evenomad.domain.payment;

import org.jspecify.annotations.NullMarked;
