package dev.evenomad.http.address;

import dev.evenomad.http.HttpSettings;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds out where a request comes from: from the peer or, if that is a trusted proxy, from whom the
 * proxy had it. Only {@code X-Forwarded-For} is read, from its end up to the first address that is
 * no trusted proxy; what stands before that was written by the client, who may write anything. The
 * header {@code Forwarded} is not: a proxy that does not know it lets a client's own one pass.
 * Thread-safe.
 */
@Singleton
public final class ClientAddress {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final List<AddressRange> proxies;

  /** With the trusted proxies of these settings. */
  ClientAddress(HttpSettings settings) {
    this.proxies = settings.protection().trustedProxies();
  }

  /** Where {@code request} comes from. */
  public InetAddress of(HttpRequest<?> request) {
    InetAddress last = peer(request);
    List<String> hops =
        request.getHeaders().getAll(FORWARDED_FOR).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .toList()
            .reversed();
    for (String hop : hops) {
      Optional<InetAddress> address = trusted(last) ? literal(hop) : Optional.empty();
      if (address.isEmpty()) {
        break;
      }
      last = address.get();
    }
    return last;
  }

  /** What tells the client of {@code request} from others: its address, or network in IPv6. */
  public String key(HttpRequest<?> request) {
    return AddressRange.client(of(request));
  }

  /** Whether {@code request} came through a proxy that is not trusted, so that anybody sent it. */
  public boolean obscured(HttpRequest<?> request) {
    return !trusted(peer(request))
        && (request.getHeaders().contains(FORWARDED_FOR)
            || request.getHeaders().contains("Forwarded")
            || request.getHeaders().contains("Via"));
  }

  private boolean trusted(InetAddress address) {
    return AddressRange.anyContains(proxies, address);
  }

  private static InetAddress peer(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress();
  }

  /** An address, perhaps with a port; empty if it is none. */
  private static Optional<InetAddress> literal(String hop) {
    String address = hop;
    if (hop.startsWith("[") && hop.contains("]")) {
      address = hop.substring(1, hop.indexOf(']'));
    } else if (hop.indexOf(':') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
      address = hop.substring(0, hop.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
