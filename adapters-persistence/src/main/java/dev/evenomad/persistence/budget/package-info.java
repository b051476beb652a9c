/** What all processes together may spend. */
@NullMarked
package dev.evenomad.persistence.budget;

import org.jspecify.annotations.NullMarked;
