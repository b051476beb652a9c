/** The tiers of the cache above the database. */
@NullMarked
package dev.evenomad.persistence.cache;

import org.jspecify.annotations.NullMarked;
