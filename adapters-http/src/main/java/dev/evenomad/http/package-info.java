/** The REST API: starts and stops the server that the controllers beside it run in. */
@NullMarked
package dev.evenomad.http;

import org.jspecify.annotations.NullMarked;
