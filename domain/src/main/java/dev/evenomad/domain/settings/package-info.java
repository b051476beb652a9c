/** What a pilot prefers. */
@NullMarked
package dev.evenomad.domain.settings;

import org.jspecify.annotations.NullMarked;
