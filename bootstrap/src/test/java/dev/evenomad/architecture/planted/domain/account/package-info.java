/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.domain.account;

import org.jspecify.annotations.NullMarked;
