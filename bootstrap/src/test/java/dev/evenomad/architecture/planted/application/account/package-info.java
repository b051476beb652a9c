/** Breaks the rules on purpose. */
@NullMarked
package dev.evenomad.architecture.planted.application.account;

import org.jspecify.annotations.NullMarked;
