/** Market orders: of a character, and of everybody in a region. */
@NullMarked
package dev.evenomad.http.market;

import org.jspecify.annotations.NullMarked;
