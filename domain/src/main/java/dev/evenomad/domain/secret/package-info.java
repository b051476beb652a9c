/** Values that must not be shown: secrets, their digests, and PKCE's verifier and challenge. */
@NullMarked
package dev.evenomad.domain.secret;

import org.jspecify.annotations.NullMarked;
