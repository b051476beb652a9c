/** Industry of the simulated game: the pilots' jobs. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.game.industry;

import org.jspecify.annotations.NullMarked;
