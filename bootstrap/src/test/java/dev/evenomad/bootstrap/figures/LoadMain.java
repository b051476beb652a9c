package dev.evenomad.bootstrap.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Sends requests to a server as fast as it answers them, over some connections that are kept open:
 * on each of them, the next request follows the answer to the one before. One thread, and requests
 * that were written out beforehand, so that it costs little.
 *
 * <p>Of each kind of request there is a file; each line is a whole request with {@code ␤} for the
 * ends of its own lines. A line of input such as {@code characters 10} sends those of one kind for
 * so many seconds, going on where it was the last time; the answer is a line with the result.
 */
final class LoadMain {

  static final String READY = "ready";
  static final String RESULT = "result ";

  /** What stands for the end of a line in a request. */
  static final String LINE_END = "\u2424";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InetSocketAddress server;
  private final int connections;
  private final Path folder;
  private final Map<String, Requests> kinds = new HashMap<>();

  private LoadMain(InetSocketAddress server, int connections, Path folder) {
    this.server = server;
    this.connections = connections;
    this.folder = folder;
  }

  /** With the server's port, how many connections there are, and the folder with the requests. */
  public static void main(String[] arguments) throws IOException {
    LoadMain load =
        new LoadMain(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            Integer.parseInt(arguments[1]),
            Path.of(arguments[2]));
    System.out.println(READY);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ", -1);
      System.out.println(RESULT + load.run(words[0], Duration.ofSeconds(Long.parseLong(words[1]))));
    }
  }

  private String run(String kind, Duration time) throws IOException {
    Requests requests = kinds.get(kind);
    if (requests == null) {
      requests = Requests.read(folder.resolve(kind));
      kinds.put(kind, requests);
    }
    try (Selector selector = Selector.open()) {
      Run run = new Run(requests, System.nanoTime() + time.toNanos());
      List<Connection> open = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        open.add(new Connection(selector, server, run));
      }
      long began = System.nanoTime();
      while (run.underWay > 0) {
        if (selector.select(PATIENCE.toMillis()) == 0) {
          run.errors += run.underWay;
          break;
        }
        for (SelectionKey key : selector.selectedKeys()) {
          ((Connection) Objects.requireNonNull(key.attachment())).go();
        }
        selector.selectedKeys().clear();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      for (Connection connection : open) {
        connection.channel.close();
      }
      return run.result(seconds);
    }
  }

  /** All requests of a kind, and which one is next. */
  private static final class Requests {
    private final List<byte[]> all;
    private int next;

    private Requests(List<byte[]> all) {
      this.all = all;
    }

    static Requests read(Path file) throws IOException {
      try (var lines = Files.lines(file)) {
        return new Requests(
            lines
                .map(line -> line.replace(LINE_END, "\r\n").getBytes(StandardCharsets.UTF_8))
                .toList());
      }
    }

    ByteBuffer next() {
      byte[] request = all.get(next);
      next = (next + 1) % all.size();
      return ByteBuffer.wrap(request);
    }
  }

  /** Requests of one kind under way. */
  private static final class Run {
    private final Requests requests;
    private final long end;
    private long[] latencies = new long[1 << 16];
    private int answered;
    private long errors;
    private long bytes;
    private int underWay;

    Run(Requests requests, long end) {
      this.requests = requests;
      this.end = end;
    }

    void answered(long nanos, int status, int length) {
      if (status < 200 || status > 299) {
        errors++;
        return;
      }
      if (answered == latencies.length) {
        latencies = Arrays.copyOf(latencies, 2 * answered);
      }
      latencies[answered++] = nanos;
      bytes += length;
    }

    String result(double seconds) {
      long[] sorted = Arrays.copyOf(latencies, answered);
      Arrays.sort(sorted);
      return String.format(
          Locale.ROOT,
          "%d %d %.6f %d %d %d %d",
          answered,
          errors,
          seconds,
          quantile(sorted, 0.5),
          quantile(sorted, 0.99),
          quantile(sorted, 1),
          answered == 0 ? 0 : bytes / answered);
    }

    private static long quantile(long[] sorted, double part) {
      return sorted.length == 0
          ? 0
          : sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
    }
  }

  /** One connection, on which one request after the other is answered. */
  private static final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Run run;
    private ByteBuffer request = ByteBuffer.allocate(0);
    private ByteBuffer answer = ByteBuffer.allocate(1 << 14);
    private long sentAt;

    Connection(Selector selector, InetSocketAddress server, Run run) throws IOException {
      this.run = run;
      channel = SocketChannel.open(server);
      channel.socket().setTcpNoDelay(true);
      channel.configureBlocking(false);
      key = channel.register(selector, SelectionKey.OP_READ, this);
      run.underWay++;
      begin();
    }

    private void begin() throws IOException {
      request = run.requests.next();
      answer.clear();
      sentAt = System.nanoTime();
      send();
    }

    private void send() throws IOException {
      channel.write(request);
      key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    void go() {
      try {
        if (request.hasRemaining()) {
          send();
        } else {
          receive();
        }
      } catch (IOException e) {
        lose();
      }
    }

    private void receive() throws IOException {
      if (!answer.hasRemaining()) {
        answer = ByteBuffer.allocate(2 * answer.capacity()).put(answer.flip());
      }
      if (channel.read(answer) < 0) {
        lose();
        return;
      }
      Answer read = Answer.read(answer);
      if (read.complete) {
        long now = System.nanoTime();
        run.answered(now - sentAt, read.status, answer.position());
        if (now < run.end) {
          begin();
        } else {
          stop();
        }
      }
    }

    private void lose() {
      run.errors++;
      stop();
    }

    private void stop() {
      run.underWay--;
      key.cancel();
    }
  }

  /** As much of an answer as is there; HTTP/1.1 with its length or in chunks. */
  private record Answer(int status, boolean complete) {

    private static final Answer PART = new Answer(0, false);

    static Answer read(ByteBuffer received) {
      int length = received.position();
      int body = endOfHead(received, length);
      if (body < 0) {
        return PART;
      }
      String head = text(received, 0, body);
      int status = Integer.parseInt(head, 9, 12, 10);
      int at = indexOfIgnoringCase(head, "\r\ncontent-length:");
      boolean complete;
      if (at >= 0) {
        int from = at + "\r\ncontent-length:".length();
        String number = head.substring(from, head.indexOf("\r\n", from)).strip();
        complete = length - body >= Integer.parseInt(number);
      } else if (indexOfIgnoringCase(head, "\r\ntransfer-encoding: chunked") >= 0) {
        complete = length - body >= 5 && text(received, length - 5, 5).equals("0\r\n\r\n");
      } else {
        complete = true;
      }
      return new Answer(status, complete);
    }

    private static String text(ByteBuffer received, int from, int length) {
      byte[] bytes = new byte[length];
      received.get(from, bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int endOfHead(ByteBuffer received, int length) {
      for (int i = 3; i < length; i++) {
        if (received.get(i) == '\n' && received.get(i - 1) == '\r' && received.get(i - 2) == '\n') {
          return i + 1;
        }
      }
      return -1;
    }

    private static int indexOfIgnoringCase(String text, String wanted) {
      for (int i = 0; i <= text.length() - wanted.length(); i++) {
        if (text.regionMatches(true, i, wanted, 0, wanted.length())) {
          return i;
        }
      }
      return -1;
    }
  }
}
