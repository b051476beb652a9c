/** Servers that die, sleep and lose their connections, and pilots who notice nothing of it. */
@NullMarked
package dev.evenomad.bootstrap.crash;

import org.jspecify.annotations.NullMarked;
