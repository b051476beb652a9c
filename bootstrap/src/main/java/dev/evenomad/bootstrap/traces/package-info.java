/** Spans of what a server does, sent by OpenTelemetry. Nothing of it is loaded unless they are. */
@NullMarked
package dev.evenomad.bootstrap.traces;

import org.jspecify.annotations.NullMarked;
