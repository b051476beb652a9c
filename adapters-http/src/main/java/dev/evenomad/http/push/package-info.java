/** What browsers need to subscribe to pushes. */
@NullMarked
package dev.evenomad.http.push;

import org.jspecify.annotations.NullMarked;
