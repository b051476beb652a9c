/** What a text must be to be kept and passed on. */
@NullMarked
package dev.evenomad.domain.text;

import org.jspecify.annotations.NullMarked;
