/** Backups on a real PostgreSQL, and files that are not what they should be. */
@NullMarked
package dev.evenomad.persistence.backup;

import org.jspecify.annotations.NullMarked;
