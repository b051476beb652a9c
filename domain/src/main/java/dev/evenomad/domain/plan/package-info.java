/** What a subscription allows. */
@NullMarked
package dev.evenomad.domain.plan;

import org.jspecify.annotations.NullMarked;
