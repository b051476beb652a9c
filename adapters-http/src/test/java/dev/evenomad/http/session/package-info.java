/** Session tokens. */
@NullMarked
package dev.evenomad.http.session;

import org.jspecify.annotations.NullMarked;
