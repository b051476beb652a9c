/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.bootstrap;

import org.jspecify.annotations.NullMarked;
