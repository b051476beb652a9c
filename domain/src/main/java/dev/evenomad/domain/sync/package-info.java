/** When a character's data is read again, and which events the readings reveal. */
@NullMarked
package dev.evenomad.domain.sync;

import org.jspecify.annotations.NullMarked;
