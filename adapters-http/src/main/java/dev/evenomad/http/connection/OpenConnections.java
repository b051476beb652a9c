package dev.evenomad.http.connection;

import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.ConnectionLimits;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ipfilter.AbstractRemoteAddressFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections that are open, and closes those that are too many. Thread-safe. */
final class OpenConnections {

  private final ConnectionLimits limits;
  private final List<AddressRange> proxies;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, Integer> ofClients = new ConcurrentHashMap<>();

  OpenConnections(ConnectionLimits limits, List<AddressRange> proxies) {
    this.limits = limits;
    this.proxies = proxies;
  }

  /** For one connection. */
  ChannelHandler filter() {
    return new AbstractRemoteAddressFilter<InetSocketAddress>() {
      @Override
      protected boolean accept(ChannelHandlerContext context, InetSocketAddress remote) {
        boolean accepted = enter(remote.getAddress());
        if (accepted) {
          context.channel().closeFuture().addListener(closed -> leave(remote.getAddress()));
        }
        return accepted;
      }
    };
  }

  private boolean enter(InetAddress address) {
    if (all.incrementAndGet() > limits.total()) {
      all.decrementAndGet();
      return false;
    }
    int ofClient = ofClients.merge(AddressRange.client(address), 1, Integer::sum);
    if (ofClient > limits.perAddress() && !isShared(address)) {
      leave(address);
      return false;
    }
    return true;
  }

  private void leave(InetAddress address) {
    all.decrementAndGet();
    ofClients.computeIfPresent(
        AddressRange.client(address), (client, count) -> count == 1 ? null : count - 1);
  }

  /** Whether many clients come from there. */
  private boolean isShared(InetAddress address) {
    return address.isLoopbackAddress() || AddressRange.anyContains(proxies, address);
  }
}
