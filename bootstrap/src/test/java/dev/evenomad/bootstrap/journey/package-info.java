/** Tests of the whole system over its public API, on real parts. */
@NullMarked
package dev.evenomad.bootstrap.journey;

import org.jspecify.annotations.NullMarked;
