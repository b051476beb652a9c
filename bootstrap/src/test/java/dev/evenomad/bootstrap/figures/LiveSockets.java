package dev.evenomad.bootstrap.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Very many open apps, of which one thread looks after all. */
final class LiveSockets implements AutoCloseable {

  private static final Pattern JOB = Pattern.compile("\"jobId\":\"([^\"]+)\"");

  private final BiConsumer<Integer, String> told;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Thread reader;

  /**
   * None yet.
   *
   * @param told hears of which port which job was told to be over, as soon as it was read
   */
  LiveSockets(BiConsumer<Integer, String> told) throws IOException {
    this.told = told;
    selector = Selector.open();
    reader = Thread.ofPlatform().daemon().name("live-sockets").start(this::read);
  }

  /** Opens a stream at the server that listens at that port. */
  void open(int port, String token) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.write(
        ByteBuffer.wrap(
            ("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + token
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, port);
    selector.wakeup();
    channels.add(channel);
  }

  int ready() {
    return ready.get();
  }

  int ended() {
    return ended.get();
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(65_536);
    try {
      while (selector.isOpen()) {
        selector.select(
            key -> read((SocketChannel) key.channel(), (Integer) key.attachment(), buffer), 50);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SocketChannel channel, int port, ByteBuffer buffer) {
    try {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        ended.incrementAndGet();
        channel.close();
        return;
      }
    } catch (IOException e) {
      ended.incrementAndGet();
      return;
    }
    String text = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    if (text.contains("event: ready")) {
      ready.incrementAndGet();
    }
    for (Matcher job = JOB.matcher(text); job.find(); ) {
      told.accept(port, job.group(1));
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
