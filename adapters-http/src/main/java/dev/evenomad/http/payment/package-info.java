/** What the payment service tells. */
@NullMarked
package dev.evenomad.http.payment;

import org.jspecify.annotations.NullMarked;
