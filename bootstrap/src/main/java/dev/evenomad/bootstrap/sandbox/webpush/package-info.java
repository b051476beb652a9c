/** Simulated browsers, and the push service that they subscribe at. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.webpush;

import org.jspecify.annotations.NullMarked;
