/** Tests of this package that need no database. */
@NullMarked
package dev.evenomad.persistence.vault;

import org.jspecify.annotations.NullMarked;
