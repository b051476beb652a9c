/** What may still be asked of ESI, in all processes together. For the packages of this module. */
@NullMarked
package dev.evenomad.esi.limit;

import org.jspecify.annotations.NullMarked;
