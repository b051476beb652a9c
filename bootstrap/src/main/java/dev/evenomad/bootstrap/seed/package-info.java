/** Test data for development: the same accounts and what belongs to them on every database. */
@NullMarked
package dev.evenomad.bootstrap.seed;

import org.jspecify.annotations.NullMarked;
