/** Whether the server lives and can serve. */
@NullMarked
package dev.evenomad.http.health;

import org.jspecify.annotations.NullMarked;
