/** EVE mail of a character. */
@NullMarked
package dev.evenomad.http.mail;

import org.jspecify.annotations.NullMarked;
