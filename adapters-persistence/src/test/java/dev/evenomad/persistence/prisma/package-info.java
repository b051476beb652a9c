/** Tests of the way of an existing database of the original into this one. */
@NullMarked
package dev.evenomad.persistence.prisma;

import org.jspecify.annotations.NullMarked;
