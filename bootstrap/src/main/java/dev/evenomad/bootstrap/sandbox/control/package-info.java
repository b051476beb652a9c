/** The power over the simulated world: the same operations in process and over HTTP. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.control;

import org.jspecify.annotations.NullMarked;
