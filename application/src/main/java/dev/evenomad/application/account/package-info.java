/** What a pilot sees of their account, changes about it, takes with them, and deletes. */
@NullMarked
package dev.evenomad.application.account;

import org.jspecify.annotations.NullMarked;
