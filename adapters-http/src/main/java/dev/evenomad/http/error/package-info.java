/** Problems (RFC 9457): how every refused or failed request is answered. */
@NullMarked
package dev.evenomad.http.error;

import org.jspecify.annotations.NullMarked;
