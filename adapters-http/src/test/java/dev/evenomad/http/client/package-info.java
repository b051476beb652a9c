/** What becomes of the API document in the hands of client generators. */
@NullMarked
package dev.evenomad.http.client;

import org.jspecify.annotations.NullMarked;
