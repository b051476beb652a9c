/** Tests of the demo's report. */
@NullMarked
package dev.evenomad.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
