/** Planetary colonies of characters and their extractors. */
@NullMarked
package dev.evenomad.domain.planet;

import org.jspecify.annotations.NullMarked;
