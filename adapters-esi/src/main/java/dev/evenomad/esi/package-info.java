/** EVE Online as this server sees it: single sign-on and ESI, over HTTP. */
@NullMarked
package dev.evenomad.esi;

import org.jspecify.annotations.NullMarked;
