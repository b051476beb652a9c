package dev.evenomad.domain.account;

import dev.evenomad.domain.text.WellFormedText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address. Only its shape is checked: nobody has shown that it reaches them, so it proves
 * nothing and nobody signs in with it. Upper case is taken as lower case, because hardly any host
 * tells them apart: so a plain unique index keeps one address from two accounts.
 *
 * @param value in lower case; at most 254 characters (RFC 5321), one {@code @} with text on both
 *     sides, no spaces
 */
public record Email(String value) {

  private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

  public Email {
    value = value.toLowerCase(Locale.ROOT);
    if (value.length() > 254 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an e-mail address has the form name@host");
    }
    WellFormedText.require("an e-mail address", value);
  }
}
