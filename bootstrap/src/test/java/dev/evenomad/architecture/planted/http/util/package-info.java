/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.http.util;

import org.jspecify.annotations.NullMarked;
