package dev.evenomad.http.auth;

import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.request.Input;
import dev.evenomad.http.session.DeviceRequest;
import java.util.Optional;

/**
 * What an app trades for a session.
 *
 * @param code the one-time code that came to the redirect URI
 * @param codeVerifier the PKCE verifier that the challenge was made from
 * @param device the device that signs in; it can be told later too
 */
record TokenRequest(Secret code, CodeVerifier codeVerifier, Optional<DeviceRequest> device) {

  static TokenRequest read(Input body) {
    body.only("code", "codeVerifier", "device");
    return new TokenRequest(
        Secret.of(body.required("code").text()),
        body.required("codeVerifier")
            .as(
                "43 to 128 characters out of A-Z a-z 0-9 - . _ ~",
                text -> new CodeVerifier(Secret.of(text))),
        body.given("device").map(DeviceRequest::read));
  }
}
