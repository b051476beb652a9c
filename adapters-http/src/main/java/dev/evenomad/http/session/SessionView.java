package dev.evenomad.http.session;

import dev.evenomad.domain.session.Session;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place where an account is signed in.
 *
 * @param id identifies the session
 * @param current whether this request came in it
 * @param deviceType ios, android or web; null if it did not say
 * @param takesPushes whether alerts are pushed to it
 * @param createdAt when it was signed in
 * @param lastUsedAt when it was last used, to within five minutes
 * @param expiresAt when it ends unless its token is renewed
 */
@Serdeable.Serializable
@Schema(name = "Session")
record SessionView(
    String id,
    boolean current,
    @Schema(ref = "#/components/schemas/DeviceType") @Nullable String deviceType,
    boolean takesPushes,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt) {

  static SessionView of(Session session, boolean current) {
    return new SessionView(
        session.id().value(),
        current,
        session.device().map(device -> device.type().name().toLowerCase(Locale.ROOT)).orElse(null),
        session.pushToken().isPresent(),
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt());
  }
}
