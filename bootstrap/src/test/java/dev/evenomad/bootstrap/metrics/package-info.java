@NullMarked
package dev.evenomad.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
