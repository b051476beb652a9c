@NullMarked
package dev.evenomad.http.connection;

import org.jspecify.annotations.NullMarked;
