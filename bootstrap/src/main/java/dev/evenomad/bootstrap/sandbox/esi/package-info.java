/** The simulated ESI: its routes, caching, compatibility dates, authorization and both limits. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.esi;

import org.jspecify.annotations.NullMarked;
