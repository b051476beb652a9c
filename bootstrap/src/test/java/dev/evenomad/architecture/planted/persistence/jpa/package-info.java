/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.persistence.jpa;

import org.jspecify.annotations.NullMarked;
