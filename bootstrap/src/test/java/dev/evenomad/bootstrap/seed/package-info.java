/** Tests of the seed data on a real database. */
@NullMarked
package dev.evenomad.bootstrap.seed;

import org.jspecify.annotations.NullMarked;
