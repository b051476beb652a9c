package dev.evenomad.http.account;

import dev.evenomad.domain.account.Email;
import dev.evenomad.http.request.Input;
import java.util.Optional;

/**
 * What to change of an account, as a JSON merge patch (RFC 7396): an absent member stays.
 *
 * @param email null: none from now on
 */
record MePatch(Optional<Optional<Email>> email) {

  static MePatch read(Input body) {
    body.only("email");
    return new MePatch(
        body.clearable(
            "email",
            address ->
                address.as("an e-mail address of at most 254 characters, or null", Email::new)));
  }
}
