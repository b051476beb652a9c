/** The live stream: server-sent events, as the HTML standard defines them. */
@NullMarked
package dev.evenomad.http.live;

import org.jspecify.annotations.NullMarked;
