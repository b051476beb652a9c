/** Asking for a sync, and following jobs. */
@NullMarked
package dev.evenomad.http.job;

import org.jspecify.annotations.NullMarked;
