/**
 * The stores on Jakarta Persistence. Rows are mutable and stay in here; each maps itself to and
 * from its aggregate by hand. To-one links are plain ids, so nothing is woven and nothing loads
 * lazily.
 */
@NullMarked
package dev.evenomad.persistence.jpa;

import org.jspecify.annotations.NullMarked;
