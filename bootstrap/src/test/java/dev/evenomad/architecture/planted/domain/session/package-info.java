/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.domain.session;

import org.jspecify.annotations.NullMarked;
