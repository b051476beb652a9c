/** What is written to the log, in which form, and how that is changed. */
@NullMarked
package dev.evenomad.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
