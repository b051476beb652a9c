/** The simulated game: its clock, its pilots, what they have trained and what they are training. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.game;

import org.jspecify.annotations.NullMarked;
