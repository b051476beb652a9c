/** All characters of a user at a glance. */
@NullMarked
package dev.evenomad.domain.overview;

import org.jspecify.annotations.NullMarked;
