/** Tests of live streams. */
@NullMarked
package dev.evenomad.application.live;

import org.jspecify.annotations.NullMarked;
