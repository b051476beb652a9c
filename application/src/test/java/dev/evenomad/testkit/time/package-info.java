/** Time that tests move by hand. */
@NullMarked
package dev.evenomad.testkit.time;

import org.jspecify.annotations.NullMarked;
