/** Industry jobs of a character. */
@NullMarked
package dev.evenomad.http.industry;

import org.jspecify.annotations.NullMarked;
