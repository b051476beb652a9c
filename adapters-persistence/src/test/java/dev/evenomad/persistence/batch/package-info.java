/** Tests of this package that need no database. */
@NullMarked
package dev.evenomad.persistence.batch;

import org.jspecify.annotations.NullMarked;
