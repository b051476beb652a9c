/** Doing due work, and following it. */
@NullMarked
package dev.evenomad.application.job;

import org.jspecify.annotations.NullMarked;
