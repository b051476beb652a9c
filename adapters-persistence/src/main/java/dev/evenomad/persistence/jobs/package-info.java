/** Due work on db-scheduler: its plan, and the engine that does it. */
@NullMarked
package dev.evenomad.persistence.jobs;

import org.jspecify.annotations.NullMarked;
