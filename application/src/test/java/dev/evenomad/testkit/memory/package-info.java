/**
 * Every port in memory: for tests, for trying things out, and for whoever embeds the core without a
 * database. Each of them passes the contract of its port.
 */
@NullMarked
package dev.evenomad.testkit.memory;

import org.jspecify.annotations.NullMarked;
