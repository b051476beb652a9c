/** Tests of this package that need no database. */
@NullMarked
package dev.evenomad.persistence.cache;

import org.jspecify.annotations.NullMarked;
