package dev.evenomad.http.account;

import dev.evenomad.domain.account.Email;
import dev.evenomad.domain.account.User;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param id identifies the account
 * @param email in lower case; null if none was given. Nobody checks that mail to it reaches the
 *     pilot, and nobody signs in with it
 * @param createdAt when its first character signed in
 */
@Serdeable.Serializable
@Schema(name = "Me")
record MeView(String id, @Nullable String email, Instant createdAt) {

  static MeView of(User user) {
    return new MeView(
        user.id().value(), user.email().map(Email::value).orElse(null), user.createdAt());
  }
}
