/** How fast due work is done, how soon pilots are told, and what that takes with many of them. */
@NullMarked
package dev.evenomad.bootstrap.figures;

import org.jspecify.annotations.NullMarked;
