package dev.evenomad.http.limit;

import java.time.Duration;

/**
 * How many clients a server bears at a time, and how slow they may be.
 *
 * @param total connections in all; positive
 * @param perAddress connections from one address, or network of IPv6; positive. Proxies that are
 *     trusted, and this machine, have as many as there are
 * @param head how long the head of a request may take from its first byte, or from the connection
 *     on; positive
 * @param body how long the body may take after that; positive
 * @param write how long a client may take to take in what was written to it; positive
 * @param idle how long a connection may rest without any byte; positive, whole seconds
 */
public record ConnectionLimits(
    int total, int perAddress, Duration head, Duration body, Duration write, Duration idle) {

  /** Enough for thousands of phones that listen, a network of many of them, and a slow uplink. */
  public static final ConnectionLimits SENSIBLE =
      new ConnectionLimits(
          20_000,
          500,
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  public ConnectionLimits {
    if (total < 1 || perAddress < 1) {
      throw new IllegalArgumentException("a server bears at least one connection");
    }
    if (!head.isPositive() || !body.isPositive() || !write.isPositive() || idle.toSeconds() < 1) {
      throw new IllegalArgumentException("a client may take some time");
    }
  }

  /** The same, bearing so many connections. */
  public ConnectionLimits bearing(int newTotal, int newPerAddress) {
    return new ConnectionLimits(newTotal, newPerAddress, head, body, write, idle);
  }
}
