/** The API as its clients see it, over real HTTP. */
@NullMarked
package dev.evenomad.http;

import org.jspecify.annotations.NullMarked;
