/** What a pilot's plan covers, and what follows when that changes. */
@NullMarked
package dev.evenomad.application.plan;

import org.jspecify.annotations.NullMarked;
