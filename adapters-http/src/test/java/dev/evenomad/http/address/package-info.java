@NullMarked
package dev.evenomad.http.address;

import org.jspecify.annotations.NullMarked;
