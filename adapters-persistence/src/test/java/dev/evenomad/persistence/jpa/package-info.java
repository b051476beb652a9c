/** Tests of this package that need no database. */
@NullMarked
package dev.evenomad.persistence.jpa;

import org.jspecify.annotations.NullMarked;
