/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.http;

import org.jspecify.annotations.NullMarked;
