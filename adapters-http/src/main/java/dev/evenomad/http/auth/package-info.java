/** Signing in with EVE SSO and getting, renewing and ending a session. */
@NullMarked
package dev.evenomad.http.auth;

import org.jspecify.annotations.NullMarked;
