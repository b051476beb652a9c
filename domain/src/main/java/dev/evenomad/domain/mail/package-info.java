/** EVE mail of characters. */
@NullMarked
package dev.evenomad.domain.mail;

import org.jspecify.annotations.NullMarked;
