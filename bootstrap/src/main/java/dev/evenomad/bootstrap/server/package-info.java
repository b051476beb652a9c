/** The composition root: adapters wired to the core. */
@NullMarked
package dev.evenomad.bootstrap.server;

import org.jspecify.annotations.NullMarked;
