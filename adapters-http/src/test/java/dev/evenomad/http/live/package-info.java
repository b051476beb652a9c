/** Tests of the live stream's text. */
@NullMarked
package dev.evenomad.http.live;

import org.jspecify.annotations.NullMarked;
