/** Nomad as others use it: its examples, and servers of other parts. */
@NullMarked
package dev.evenomad.bootstrap.embedding;

import org.jspecify.annotations.NullMarked;
