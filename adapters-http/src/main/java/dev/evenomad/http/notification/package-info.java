/** Notifications: listing, counting, reading, testing. */
@NullMarked
package dev.evenomad.http.notification;

import org.jspecify.annotations.NullMarked;
