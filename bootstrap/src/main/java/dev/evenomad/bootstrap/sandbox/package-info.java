/** A simulated EVE in one process: SSO, ESI and FCM over real HTTP, with power over its world. */
@NullMarked
package dev.evenomad.bootstrap.sandbox;

import org.jspecify.annotations.NullMarked;
