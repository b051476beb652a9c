/** The direction of dependencies, and the other rules that hold everywhere. */
@NullMarked
package dev.evenomad.architecture;

import org.jspecify.annotations.NullMarked;
