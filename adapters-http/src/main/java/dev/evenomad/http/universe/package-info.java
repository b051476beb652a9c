/** What EVE tells everybody, and names for what the other answers are about. */
@NullMarked
package dev.evenomad.http.universe;

import org.jspecify.annotations.NullMarked;
