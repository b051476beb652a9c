package dev.evenomad.http.notification;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What became of marking all notifications.
 *
 * @param marked how many were marked as read by it
 */
@Serdeable.Serializable
@Schema(name = "Marked")
record MarkedView(long marked) {}
