@NullMarked
package dev.evenomad.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
