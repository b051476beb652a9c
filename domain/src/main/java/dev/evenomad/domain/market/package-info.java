/** Market orders: those of a character, and what becomes of them; those that everybody sees. */
@NullMarked
package dev.evenomad.domain.market;

import org.jspecify.annotations.NullMarked;
