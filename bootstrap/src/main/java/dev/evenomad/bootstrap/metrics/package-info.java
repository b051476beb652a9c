/** What a server measures of itself, for Prometheus. Every metric is on docs/metrics.md. */
@NullMarked
package dev.evenomad.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
