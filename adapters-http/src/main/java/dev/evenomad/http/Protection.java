package dev.evenomad.http;

import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.ConnectionLimits;
import dev.evenomad.http.limit.RateLimits;
import dev.evenomad.http.operator.OperatorAccess;
import java.net.URI;
import java.util.List;

/**
 * What a server guards against, and whom it trusts.
 *
 * @param rates how much is served
 * @param connections how many clients at a time, and how slow they may be
 * @param trustedProxies peers whose {@code X-Forwarded-For} is believed
 * @param corsOrigins websites that may call from a browser, such as {@code https://app.example}
 * @param operators who may operate it
 */
public record Protection(
    RateLimits rates,
    ConnectionLimits connections,
    List<AddressRange> trustedProxies,
    List<URI> corsOrigins,
    OperatorAccess operators) {

  /** Against slow clients only; believes no proxy, serves no website and no operator. */
  public static final Protection LEAST =
      new Protection(
          RateLimits.OFF, ConnectionLimits.SENSIBLE, List.of(), List.of(), OperatorAccess.CLOSED);

  public Protection {
    trustedProxies = List.copyOf(trustedProxies);
    corsOrigins = List.copyOf(corsOrigins);
    for (URI origin : corsOrigins) {
      boolean web = "https".equals(origin.getScheme()) || "http".equals(origin.getScheme());
      if (!web || !origin.toString().equals(origin.getScheme() + "://" + origin.getAuthority())) {
        throw new IllegalArgumentException(
            "an origin is a scheme, a host and perhaps a port: https://app.example");
      }
    }
  }

  /** The same with those rates. */
  public Protection with(RateLimits other) {
    return new Protection(other, connections, trustedProxies, corsOrigins, operators);
  }

  /** The same with those limits of connections. */
  public Protection with(ConnectionLimits other) {
    return new Protection(rates, other, trustedProxies, corsOrigins, operators);
  }

  /** The same with those operators. */
  public Protection with(OperatorAccess other) {
    return new Protection(rates, connections, trustedProxies, corsOrigins, other);
  }

  /** The same, believing those proxies. */
  public Protection trusting(List<AddressRange> proxies) {
    return new Protection(rates, connections, proxies, corsOrigins, operators);
  }

  /** The same, for those websites. */
  public Protection servingOrigins(List<URI> origins) {
    return new Protection(rates, connections, trustedProxies, origins, operators);
  }
}
