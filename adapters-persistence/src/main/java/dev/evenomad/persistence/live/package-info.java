/** News between processes that share a database. */
@NullMarked
package dev.evenomad.persistence.live;

import org.jspecify.annotations.NullMarked;
