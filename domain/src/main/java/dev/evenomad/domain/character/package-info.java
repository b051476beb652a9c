/** EVE characters, who owns them, and the grant that lets the server read their data. */
@NullMarked
package dev.evenomad.domain.character;

import org.jspecify.annotations.NullMarked;
