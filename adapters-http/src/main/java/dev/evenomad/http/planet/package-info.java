/** Planetary colonies of a character. */
@NullMarked
package dev.evenomad.http.planet;

import org.jspecify.annotations.NullMarked;
