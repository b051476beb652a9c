/** The command line. */
@NullMarked
package dev.evenomad.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
