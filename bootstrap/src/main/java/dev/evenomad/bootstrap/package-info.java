/** The program: the only place that knows every adapter. */
@NullMarked
package dev.evenomad.bootstrap;

import org.jspecify.annotations.NullMarked;
