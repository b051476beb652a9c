package dev.evenomad.domain.secret;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The secret half of PKCE (RFC 7636): whoever began a sign-in proves with it that they also end it.
 *
 * @param secret 43 to 128 characters out of {@code A–Z a–z 0–9 - . _ ~}
 */
public record CodeVerifier(Secret secret) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  public CodeVerifier {
    if (!FORM.matcher(secret.reveal()).matches()) {
      throw new IllegalArgumentException(
          "a code verifier is 43 to 128 characters out of A-Z a-z 0-9 - . _ ~");
    }
  }

  /** The S256 challenge that goes with this verifier. */
  public CodeChallenge challenge() {
    return new CodeChallenge(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(SecretDigest.sha256(secret.reveal())));
  }
}
