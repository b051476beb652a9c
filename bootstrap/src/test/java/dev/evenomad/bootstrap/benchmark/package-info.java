/**
 * Benchmarks of the core's parts with JMH, and the command that runs them together with the figures
 * of whole servers.
 */
@NullMarked
package dev.evenomad.bootstrap.benchmark;

import org.jspecify.annotations.NullMarked;
