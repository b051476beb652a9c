/** Mail of the simulated game: mailboxes with labels and mailing lists. */
@NullMarked
package dev.evenomad.bootstrap.sandbox.game.mail;

import org.jspecify.annotations.NullMarked;
