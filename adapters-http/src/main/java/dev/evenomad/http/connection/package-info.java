/** How many clients are connected, and how slow they may be. */
@NullMarked
package dev.evenomad.http.connection;

import org.jspecify.annotations.NullMarked;
