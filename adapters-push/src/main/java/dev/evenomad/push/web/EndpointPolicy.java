package dev.evenomad.push.web;

import dev.evenomad.domain.notification.PushOutcome;
import dev.evenomad.domain.notification.PushOutcome.Rejected;
import dev.evenomad.domain.notification.PushOutcome.TokenInvalid;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses may be posted to. A client chooses them, so by default nothing is reached but
 * public hosts, by name, with TLS at its usual port: else a client could have this server knock at
 * its neighbours' doors. That a name may mean another address a moment later gains nothing: who
 * answers there must have a certificate for it before anything is sent. Thread-safe.
 */
final class EndpointPolicy {

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Set<URI> trusted;
  private final Resolver resolver;

  /**
   * @param trusted origins that are not looked into
   */
  EndpointPolicy(Set<URI> trusted, Resolver resolver) {
    this.trusted = Set.copyOf(trusted);
    this.resolver = resolver;
  }

  /**
   * What becomes of a message to {@code origin} if it may not be reached; empty if it may. Only
   * what the subscription itself says is held against it: which address a name has may be this
   * network's doing, and pass.
   *
   * @throws UnknownHostException if its host has no address now
   */
  Optional<PushOutcome> refusal(URI origin) throws UnknownHostException {
    if (trusted.contains(origin)) {
      return Optional.empty();
    }
    if (!origin.getScheme().equals("https") || origin.getPort() >= 0) {
      return Optional.of(
          new TokenInvalid("the subscription's endpoint is not an https URL at port 443"));
    }
    if (isLiteral(origin.getHost())) {
      return Optional.of(
          new TokenInvalid("the subscription's endpoint names its host by a number"));
    }
    boolean open =
        Arrays.stream(resolver.resolve(origin.getHost())).allMatch(EndpointPolicy::isPublic);
    return open
        ? Optional.empty()
        : Optional.of(
            new Rejected("the push service is neither at a public address nor a trusted one"));
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.chars().noneMatch(Character::isLetter);
  }

  /** By IANA's registries of special-purpose addresses. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPublicV4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
    }
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
      // An IPv4 address behind NAT64.
      return isPublicV4(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff);
    }
    boolean global = (bytes[0] & 0xe0) == 0x20;
    boolean tunnel = startsWith(bytes, 0x20, 0x02) || startsWith(bytes, 0x20, 0x01, 0x00, 0x00);
    return global && !tunnel;
  }

  private static boolean isPublicV4(int first, int second, int third) {
    boolean special =
        switch (first) {
          case 0, 10, 127 -> true;
          case 100 -> second >= 64 && second < 128;
          case 169 -> second == 254;
          case 172 -> second >= 16 && second < 32;
          case 192 -> second == 168 || (second == 0 && third == 0);
          case 198 -> second == 18 || second == 19;
          default -> first >= 224;
        };
    return !special;
  }

  private static boolean startsWith(byte[] address, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((address[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
