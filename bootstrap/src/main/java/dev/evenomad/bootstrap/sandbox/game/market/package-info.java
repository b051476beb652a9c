/**
 * The market of the simulated game: the pilots' orders, open and closed, and what else is traded.
 */
@NullMarked
package dev.evenomad.bootstrap.sandbox.game.market;

import org.jspecify.annotations.NullMarked;
