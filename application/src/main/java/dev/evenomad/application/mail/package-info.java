/** EVE mail that a pilot opens. */
@NullMarked
package dev.evenomad.application.mail;

import org.jspecify.annotations.NullMarked;
