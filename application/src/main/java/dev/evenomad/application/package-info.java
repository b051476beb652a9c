/** The use cases of Nomad over the ports of the domain, and {@code Nomad}, which holds them. */
@NullMarked
package dev.evenomad.application;

import org.jspecify.annotations.NullMarked;
