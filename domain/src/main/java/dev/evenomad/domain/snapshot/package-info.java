/** What was last read of each character, kept for as long as the character is linked. */
@NullMarked
package dev.evenomad.domain.snapshot;

import org.jspecify.annotations.NullMarked;
