/** What the open apps of a user are told at once. */
@NullMarked
package dev.evenomad.domain.live;

import org.jspecify.annotations.NullMarked;
