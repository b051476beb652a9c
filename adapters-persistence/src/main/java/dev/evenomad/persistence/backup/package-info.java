/** Backups of the database in one file, and the way back from them. */
@NullMarked
package dev.evenomad.persistence.backup;

import org.jspecify.annotations.NullMarked;
