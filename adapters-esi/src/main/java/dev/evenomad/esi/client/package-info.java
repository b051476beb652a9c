/** ESI, EVE's public interface to the game: one client for every call, and the ports on top. */
@NullMarked
package dev.evenomad.esi.client;

import org.jspecify.annotations.NullMarked;
