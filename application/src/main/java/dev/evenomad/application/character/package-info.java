/** Linked characters: admitting them, their access tokens, and parting with them. */
@NullMarked
package dev.evenomad.application.character;

import org.jspecify.annotations.NullMarked;
