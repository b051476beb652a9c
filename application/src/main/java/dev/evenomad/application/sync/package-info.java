/** Reading characters from EVE and telling what happened. */
@NullMarked
package dev.evenomad.application.sync;

import org.jspecify.annotations.NullMarked;
