/** Session tokens, who may call which route, and the device of a session. */
@NullMarked
package dev.evenomad.http.session;

import org.jspecify.annotations.NullMarked;
