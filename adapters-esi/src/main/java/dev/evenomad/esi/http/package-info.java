/** HTTP calls that end: bounded in time and size. What the sides for SSO and ESI have in common. */
@NullMarked
package dev.evenomad.esi.http;

import org.jspecify.annotations.NullMarked;
