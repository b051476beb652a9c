package dev.evenomad.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.http.address.AddressRange;
import dev.evenomad.http.limit.ConnectionLimits;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many connections are borne, from where. */
final class OpenConnectionsTest {

  private final OpenConnections open =
      new OpenConnections(
          ConnectionLimits.SENSIBLE.bearing(5, 2), List.of(AddressRange.parse("198.51.100.0/24")));

  @Test
  void oneAddressHasSoManyAndNoMore() {
    EmbeddedChannel first = from("203.0.113.7");
    assertThat(first.isOpen()).isTrue();
    assertThat(from("203.0.113.7").isOpen()).isTrue();
    assertThat(from("203.0.113.7").isOpen()).isFalse();
    assertThat(from("203.0.113.8").isOpen()).isTrue();

    first.finishAndReleaseAll();

    assertThat(from("203.0.113.7").isOpen()).isTrue();
    assertThat(from("203.0.113.7").isOpen()).isFalse();
  }

  @Test
  void aNetworkOfIpv6CountsAsOneAddress() {
    assertThat(from("2001:db8:1:2::1").isOpen()).isTrue();
    assertThat(from("2001:db8:1:2::2").isOpen()).isTrue();
    assertThat(from("2001:db8:1:2:3::3").isOpen()).isFalse();
    assertThat(from("2001:db8:1:3::1").isOpen()).isTrue();
  }

  @Test
  void proxiesAndThisMachineHaveAsManyAsThereAre() {
    for (String shared : List.of("198.51.100.9", "127.0.0.1")) {
      List<EmbeddedChannel> channels =
          List.of(from(shared), from(shared), from(shared), from(shared), from(shared));
      assertThat(channels).allMatch(EmbeddedChannel::isOpen);
      assertThat(from(shared).isOpen()).as("the sixth of all").isFalse();
      channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }
  }

  private EmbeddedChannel from(String address) {
    return new FromAddress(
        new InetSocketAddress(InetAddress.ofLiteral(address), 4711), open.filter());
  }

  /** A channel whose peer is there. */
  private static final class FromAddress extends EmbeddedChannel {

    private static final ThreadLocal<SocketAddress> PEER = new ThreadLocal<>();

    FromAddress(SocketAddress peer, ChannelHandler handler) {
      super(false, false, told(peer, handler));
      register(this);
    }

    private static ChannelHandler told(SocketAddress peer, ChannelHandler handler) {
      PEER.set(peer);
      return handler;
    }

    private static void register(EmbeddedChannel channel) {
      try {
        channel.register();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected SocketAddress remoteAddress0() {
      return PEER.get();
    }
  }
}
