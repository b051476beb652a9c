/** A PostgreSQL server of our own, for trying things out. */
@NullMarked
package dev.evenomad.bootstrap.database;

import org.jspecify.annotations.NullMarked;
