/** What a pilot prefers. */
@NullMarked
package dev.evenomad.application.settings;

import org.jspecify.annotations.NullMarked;
