/** The history of the database schema. */
@NullMarked
package dev.evenomad.persistence.schema;

import org.jspecify.annotations.NullMarked;
