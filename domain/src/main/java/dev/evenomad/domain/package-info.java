/** What Nomad is about, and the ports through which it reaches everything else. */
@NullMarked
package dev.evenomad.domain;

import org.jspecify.annotations.NullMarked;
