/**
 * Looks whether everything that a server needs can be used, and says what to do where it cannot.
 */
@NullMarked
package dev.evenomad.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
