/** What EVE tells everybody. */
@NullMarked
package dev.evenomad.application.universe;

import org.jspecify.annotations.NullMarked;
