/** The way of an existing database of the original backend, as Prisma 6 made it, into this one. */
@NullMarked
package dev.evenomad.persistence.prisma;

import org.jspecify.annotations.NullMarked;
