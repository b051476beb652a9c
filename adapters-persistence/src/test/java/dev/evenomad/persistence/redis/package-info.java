@NullMarked
package dev.evenomad.persistence.redis;

import org.jspecify.annotations.NullMarked;
