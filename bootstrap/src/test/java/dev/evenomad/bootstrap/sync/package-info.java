/** What reading many characters costs, and how fast it is. */
@NullMarked
package dev.evenomad.bootstrap.sync;

import org.jspecify.annotations.NullMarked;
