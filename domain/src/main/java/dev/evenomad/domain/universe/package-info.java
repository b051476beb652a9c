/** EVE's public, static data: item types, places, and their names. */
@NullMarked
package dev.evenomad.domain.universe;

import org.jspecify.annotations.NullMarked;
