/** EVE's single sign-on: OAuth 2.0 with PKCE, and tokens that are believed only once validated. */
@NullMarked
package dev.evenomad.esi.sso;

import org.jspecify.annotations.NullMarked;
