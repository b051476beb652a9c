/** Copies of public data with a lifetime. */
@NullMarked
package dev.evenomad.domain.cache;

import org.jspecify.annotations.NullMarked;
