/** Doing once what a client asks for several times. */
@NullMarked
package dev.evenomad.application.idempotency;

import org.jspecify.annotations.NullMarked;
