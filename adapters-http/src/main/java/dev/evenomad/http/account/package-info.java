/** The account of whoever calls. */
@NullMarked
package dev.evenomad.http.account;

import org.jspecify.annotations.NullMarked;
