/** The page that shows the API document. */
@NullMarked
package dev.evenomad.http.docs;

import org.jspecify.annotations.NullMarked;
