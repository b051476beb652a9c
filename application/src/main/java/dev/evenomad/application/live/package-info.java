/** Telling the open apps of users what happens, as it happens. */
@NullMarked
package dev.evenomad.application.live;

import org.jspecify.annotations.NullMarked;
