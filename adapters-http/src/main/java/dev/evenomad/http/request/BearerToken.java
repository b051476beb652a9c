package dev.evenomad.http.request;

import dev.evenomad.domain.secret.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code Authorization}. */
public final class BearerToken {

  /** RFC 6750, section 2.1. */
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

  private BearerToken() {}

  /** The token that {@code authorization} shows; empty if it shows something else. */
  public static Optional<Secret> of(String authorization) {
    return Optional.of(BEARER.matcher(authorization))
        .filter(Matcher::matches)
        .map(bearer -> Secret.of(bearer.group(1)));
  }
}
