/**
 * What every implementation of a port must do: one JUnit interface for each port, to be implemented
 * by the test of an adapter.
 */
@NullMarked
package dev.evenomad.testkit.contract;

import org.jspecify.annotations.NullMarked;
