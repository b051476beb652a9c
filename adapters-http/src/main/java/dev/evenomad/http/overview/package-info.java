/** All characters at a glance. */
@NullMarked
package dev.evenomad.http.overview;

import org.jspecify.annotations.NullMarked;
