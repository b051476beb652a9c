/** Requests that a client may repeat without having them done twice. */
@NullMarked
package dev.evenomad.domain.idempotency;

import org.jspecify.annotations.NullMarked;
