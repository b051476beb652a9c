/** How parts of the server are replaced by others. */
@NullMarked
package dev.evenomad.example;

import org.jspecify.annotations.NullMarked;
