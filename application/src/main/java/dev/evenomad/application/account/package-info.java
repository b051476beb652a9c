/** What a pilot sees of their account. */
@NullMarked
package dev.evenomad.application.account;

import org.jspecify.annotations.NullMarked;
