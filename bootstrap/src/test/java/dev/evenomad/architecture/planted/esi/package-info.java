/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.esi;

import org.jspecify.annotations.NullMarked;
