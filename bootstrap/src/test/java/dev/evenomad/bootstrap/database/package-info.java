/** What tests do with a database behind the program's back. */
@NullMarked
package dev.evenomad.bootstrap.database;

import org.jspecify.annotations.NullMarked;
