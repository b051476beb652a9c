/** How much any one client may ask of the servers. */
@NullMarked
package dev.evenomad.http.limit;

import org.jspecify.annotations.NullMarked;
