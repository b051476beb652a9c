/**
 * HTTP plumbing of the sandbox: one port, several simulated sites, faults and a request journal.
 */
@NullMarked
package dev.evenomad.bootstrap.sandbox.web;

import org.jspecify.annotations.NullMarked;
