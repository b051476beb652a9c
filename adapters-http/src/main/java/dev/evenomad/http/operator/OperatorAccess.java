package dev.evenomad.http.operator;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.http.address.AddressRange;
import java.net.InetAddress;
import java.util.List;

/**
 * Who may operate a server.
 *
 * @param tokens any of them opens; none means that nothing does
 * @param addresses from where besides this machine
 */
public record OperatorAccess(List<Secret> tokens, List<AddressRange> addresses) {

  /** Nobody. */
  public static final OperatorAccess CLOSED = new OperatorAccess(List.of(), List.of());

  /** Fewer characters could be guessed. */
  private static final int LEAST_LENGTH = 32;

  public OperatorAccess {
    tokens = List.copyOf(tokens);
    addresses = List.copyOf(addresses);
    tokens.forEach(OperatorAccess::requireStrong);
  }

  /**
   * An operator's token.
   *
   * @throws IllegalArgumentException if it is shorter than 32 characters, or has others than those
   *     of a bearer token (RFC 6750, section 2.1)
   */
  public static Secret token(String text) {
    Secret token = Secret.of(text);
    requireStrong(token);
    return token;
  }

  private static void requireStrong(Secret token) {
    if (!token.reveal().matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new IllegalArgumentException("it has characters that a bearer token cannot have");
    }
    if (token.reveal().length() < LEAST_LENGTH) {
      throw new IllegalArgumentException("it is shorter than " + LEAST_LENGTH + " characters");
    }
  }

  boolean open() {
    return !tokens.isEmpty();
  }

  boolean from(InetAddress address) {
    return address.isLoopbackAddress() || AddressRange.anyContains(addresses, address);
  }

  /** Takes the same time whatever differs. */
  boolean isToken(Secret shown) {
    boolean one = false;
    for (Secret token : tokens) {
      one |= token.equals(shown);
    }
    return one;
  }
}
