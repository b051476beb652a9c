/** Planetary industry of the simulated game: colonies with their extractors and factories. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.game.planet;

import org.jspecify.annotations.NullMarked;
