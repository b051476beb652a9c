/** The pilot's side of a sign-in, in a real browser. */
@NullMarked
package dev.evenomad.bootstrap.browser;

import org.jspecify.annotations.NullMarked;
