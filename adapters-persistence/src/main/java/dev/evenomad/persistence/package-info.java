/** Persistence on PostgreSQL: stores, token vault, cache tiers and job engine behind one door. */
@NullMarked
package dev.evenomad.persistence;

import org.jspecify.annotations.NullMarked;
