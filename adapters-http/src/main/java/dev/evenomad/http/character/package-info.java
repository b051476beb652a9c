/** Linked characters. */
@NullMarked
package dev.evenomad.http.character;

import org.jspecify.annotations.NullMarked;
