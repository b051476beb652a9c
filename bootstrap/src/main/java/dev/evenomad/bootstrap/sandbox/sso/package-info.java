/** The simulated EVE SSO: OAuth 2.0 authorization code flow, signing keys and access tokens. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.sso;

import org.jspecify.annotations.NullMarked;
