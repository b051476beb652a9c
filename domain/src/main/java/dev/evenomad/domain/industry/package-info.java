/** Industry jobs of characters. */
@NullMarked
package dev.evenomad.domain.industry;

import org.jspecify.annotations.NullMarked;
