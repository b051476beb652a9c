/** What the payment service's notices change. */
@NullMarked
package dev.evenomad.application.payment;

import org.jspecify.annotations.NullMarked;
