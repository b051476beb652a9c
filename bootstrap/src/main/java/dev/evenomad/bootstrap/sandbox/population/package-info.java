/** Who and what is in the simulated world when it begins. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.population;

import org.jspecify.annotations.NullMarked;
