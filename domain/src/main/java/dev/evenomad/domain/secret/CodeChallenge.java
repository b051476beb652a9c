package dev.evenomad.domain.secret;

import java.util.regex.Pattern;

/**
 * The public half of PKCE (RFC 7636), method S256.
 *
 * @param value 43 characters of unpadded base64url: the SHA-256 of the verifier
 */
public record CodeChallenge(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  public CodeChallenge {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a code challenge is the 43 characters of base64url(SHA-256(code verifier))");
    }
  }

  /** Whether {@code verifier} is the one that this challenge was made from. */
  public boolean isMetBy(CodeVerifier verifier) {
    return equals(verifier.challenge());
  }
}
