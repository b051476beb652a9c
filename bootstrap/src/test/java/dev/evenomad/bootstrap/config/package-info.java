/** Tests of the configuration. */
@NullMarked
package dev.evenomad.bootstrap.config;

import org.jspecify.annotations.NullMarked;
