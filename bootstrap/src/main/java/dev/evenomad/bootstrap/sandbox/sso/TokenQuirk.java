package dev.evenomad.bootstrap.sandbox.sso;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an access token differs from what EVE SSO issues today. */
public enum TokenQuirk {
  /** Signed ES256 with the published EC key; good. */
  ES256,
  /** Issuer {@code https://login.eveonline.com/}; good. */
  ISSUER_WITH_SLASH,
  /** Issuer {@code login.eveonline.com}; good. */
  ISSUER_WITHOUT_SCHEME,
  /** Expired five minutes ago; must be refused. */
  EXPIRED,
  /** Another issuer; must be refused. */
  WRONG_ISSUER,
  /** For another application; must be refused. */
  WRONG_AUDIENCE,
  /** Without {@code EVE Online} in the audience; must be refused. */
  INCOMPLETE_AUDIENCE,
  /** The subject is not a character; must be refused. */
  WRONG_SUBJECT,
  /** Not signed, {@code alg} is {@code none}; must be refused. */
  ALG_NONE,
  /** Signed HS256 with the public RSA key as secret; must be refused. */
  HMAC_WITH_PUBLIC_KEY,
  /** The claims were changed after signing; must be refused. */
  TAMPERED,
  /** Signed by a key that is not published; must be refused. */
  UNPUBLISHED_KEY,
  /** Signed by another key under the published key's id; must be refused. */
  FORGED_SIGNATURE;

  /** The name in the control API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The quirk with this name in the control API, or empty. */
  public static Optional<TokenQuirk> named(String label) {
    return Arrays.stream(values()).filter(quirk -> quirk.label().equals(label)).findFirst();
  }

  /** The names in the control API. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(TokenQuirk::label).toList();
  }
}
