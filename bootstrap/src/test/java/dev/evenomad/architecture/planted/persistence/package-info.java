/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.persistence;

import org.jspecify.annotations.NullMarked;
