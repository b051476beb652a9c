package dev.evenomad.http.notification;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How many notifications wait for the pilot.
 *
 * @param unread how many are sent and not read
 */
@Serdeable.Serializable
@Schema(name = "UnreadCount")
record UnreadCountView(long unread) {}
