/** Database, sandbox and server together on this machine, for demo, sandbox and tests. */
@NullMarked
package dev.evenomad.bootstrap.local;

import org.jspecify.annotations.NullMarked;
