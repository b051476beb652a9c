/** Signing in with EVE SSO, sessions and devices. */
@NullMarked
package dev.evenomad.application.session;

import org.jspecify.annotations.NullMarked;
