@NullMarked
package dev.evenomad.http.operator;

import org.jspecify.annotations.NullMarked;
