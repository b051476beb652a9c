/** All characters of a pilot at a glance. */
@NullMarked
package dev.evenomad.application.overview;

import org.jspecify.annotations.NullMarked;
