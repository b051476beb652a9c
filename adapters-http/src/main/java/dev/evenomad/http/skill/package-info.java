/** Skills and skill queue of a character. */
@NullMarked
package dev.evenomad.http.skill;

import org.jspecify.annotations.NullMarked;
