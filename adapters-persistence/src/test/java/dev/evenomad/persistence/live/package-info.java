/** Tests of news between processes. */
@NullMarked
package dev.evenomad.persistence.live;

import org.jspecify.annotations.NullMarked;
