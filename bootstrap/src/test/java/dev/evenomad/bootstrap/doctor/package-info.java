/** Tests of the doctor on a world that is well, and on one that is not. */
@NullMarked
package dev.evenomad.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
