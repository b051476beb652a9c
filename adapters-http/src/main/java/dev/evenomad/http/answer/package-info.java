/** What every answer carries: its request's id, security headers, and stored JSON as it was. */
@NullMarked
package dev.evenomad.http.answer;

import org.jspecify.annotations.NullMarked;
