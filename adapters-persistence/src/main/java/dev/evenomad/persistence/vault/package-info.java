/** Encryption of tokens, and the source of new secrets. */
@NullMarked
package dev.evenomad.persistence.vault;

import org.jspecify.annotations.NullMarked;
