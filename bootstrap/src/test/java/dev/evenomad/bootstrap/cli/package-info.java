/** Tests of the command line, in this process and as processes of their own. */
@NullMarked
package dev.evenomad.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
