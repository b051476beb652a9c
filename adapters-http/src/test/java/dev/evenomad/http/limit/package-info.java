@NullMarked
package dev.evenomad.http.limit;

import org.jspecify.annotations.NullMarked;
