@NullMarked
package dev.evenomad.domain.idempotency;

import org.jspecify.annotations.NullMarked;
