/** The module on a real PostgreSQL: every port's contract, and what only a database can show. */
@NullMarked
package dev.evenomad.persistence;

import org.jspecify.annotations.NullMarked;
