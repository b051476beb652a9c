/**
 * What the API document promises, held against what the server does; for the tests of others too.
 */
@NullMarked
package dev.evenomad.http.contract;

import org.jspecify.annotations.NullMarked;
