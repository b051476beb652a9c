/** What several threads want of the database at the same time, done by one statement. */
@NullMarked
package dev.evenomad.persistence.batch;

import org.jspecify.annotations.NullMarked;
