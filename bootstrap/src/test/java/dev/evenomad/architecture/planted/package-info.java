/** A small project in the layout of the real one that breaks each of its rules. */
@NullMarked
package dev.evenomad.architecture.planted;

import org.jspecify.annotations.NullMarked;
