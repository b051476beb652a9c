/** Reads what clients send, and names the place of every mistake. */
@NullMarked
package dev.evenomad.http.request;

import org.jspecify.annotations.NullMarked;
