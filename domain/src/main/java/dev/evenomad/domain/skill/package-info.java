/** The skill queue and the trained skills of a character. */
@NullMarked
package dev.evenomad.domain.skill;

import org.jspecify.annotations.NullMarked;
