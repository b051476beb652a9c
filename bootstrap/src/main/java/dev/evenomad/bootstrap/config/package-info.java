/** What the server runs with, read from the environment. */
@NullMarked
package dev.evenomad.bootstrap.config;

import org.jspecify.annotations.NullMarked;
