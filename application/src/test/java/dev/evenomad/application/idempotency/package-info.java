@NullMarked
package dev.evenomad.application.idempotency;

import org.jspecify.annotations.NullMarked;
