/** How requests are watched, and what is told of it. */
@NullMarked
package dev.evenomad.http.metrics;

import org.jspecify.annotations.NullMarked;
