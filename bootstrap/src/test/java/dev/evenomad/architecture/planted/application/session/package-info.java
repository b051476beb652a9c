/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.application.session;

import org.jspecify.annotations.NullMarked;
