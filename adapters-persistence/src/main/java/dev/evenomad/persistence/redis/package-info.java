/** Redis, which servers share if they are told of one, and when what is in it counts. */
@NullMarked
package dev.evenomad.persistence.redis;

import org.jspecify.annotations.NullMarked;
