/** JSON as a value: payloads whose shape the core does not know. */
@NullMarked
package dev.evenomad.domain.json;

import org.jspecify.annotations.NullMarked;
