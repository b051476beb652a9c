/** What only operators of the server may see and do. */
@NullMarked
package dev.evenomad.http.operator;

import org.jspecify.annotations.NullMarked;
