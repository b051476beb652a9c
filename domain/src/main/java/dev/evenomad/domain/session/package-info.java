/** Signed-in devices, and the one-time secrets of the sign-in flow. */
@NullMarked
package dev.evenomad.domain.session;

import org.jspecify.annotations.NullMarked;
