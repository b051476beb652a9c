/** Tests of this package that need no database. */
@NullMarked
package dev.evenomad.persistence.jobs;

import org.jspecify.annotations.NullMarked;
