/** The settings of whoever calls. */
@NullMarked
package dev.evenomad.http.settings;

import org.jspecify.annotations.NullMarked;
