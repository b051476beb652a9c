package dev.evenomad.push.fcm;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * An HTTP/2 server (RFC 9113) over TLS that does what servers do at the moment that a test chooses:
 * to answer, to give a stream up, to go away, to hang up.
 */
final class Http2Server implements AutoCloseable {
  private static final int DATA = 0x0;
  private static final int HEADERS = 0x1;
  private static final int RST_STREAM = 0x3;
  private static final int SETTINGS = 0x4;
  private static final int PING = 0x6;
  private static final int GOAWAY = 0x7;
  private static final int WINDOW_UPDATE = 0x8;

  private static final int ACK = 0x1;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;

  private static final short MAX_CONCURRENT_STREAMS = 0x3;

  /** {@code :status: 200} of the static table (RFC 7541, appendix A). */
  private static final byte[] STATUS_200 = {(byte) 0x88};

  private static final char[] KEY_STORE_PASSWORD = "password".toCharArray();

  /** A request that has arrived whole. */
  record Arrived(Connection connection, int stream) {
    void answer(String json) {
      connection.write(HEADERS, END_HEADERS, stream, STATUS_200);
      connection.write(DATA, END_STREAM, stream, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Without an answer, for this reason (RFC 9113, section 7). */
    void giveUp(int error) {
      connection.write(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
    }
  }

  private final SSLServerSocket socket;
  private final int maxStreams;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

  /** Lets each client have so many requests under way on a connection. */
  Http2Server(int maxStreams) {
    this.maxStreams = maxStreams;
    try {
      socket =
          (SSLServerSocket)
              withItsKey()
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort());
  }

  /** How many connections there have been. */
  int connections() {
    return connections.size();
  }

  /** The next request, which is waited for. */
  Arrived next() throws InterruptedException {
    return Objects.requireNonNull(arrived.poll(20, TimeUnit.SECONDS), "no request came");
  }

  private void accept() {
    try {
      while (true) {
        Connection connection = new Connection((SSLSocket) socket.accept());
        connections.add(connection);
        Thread.ofVirtual().start(connection::serve);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    connections.forEach(Connection::hangUp);
  }

  final class Connection {
    private final SSLSocket client;

    private Connection(SSLSocket client) {
      this.client = client;
    }

    /** Takes no new streams; those up to {@code lastStream} may still be answered. */
    void goAway(int lastStream) {
      write(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
    }

    void hangUp() {
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void serve() {
      try (DataInputStream in = new DataInputStream(client.getInputStream())) {
        in.readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
        write(
            SETTINGS,
            0,
            0,
            ByteBuffer.allocate(6).putShort(MAX_CONCURRENT_STREAMS).putInt(maxStreams).array());
        while (true) {
          read(in);
        }
      } catch (IOException e) {
        // The client or the test has hung up.
      }
    }

    private void read(DataInputStream in) throws IOException {
      int lengthAndType = in.readInt();
      int length = lengthAndType >>> 8;
      int type = lengthAndType & 0xff;
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      boolean acknowledged = (flags & ACK) != 0;
      switch (type) {
        case SETTINGS -> {
          if (!acknowledged) {
            write(SETTINGS, ACK, 0, new byte[0]);
          }
        }
        case PING -> {
          if (!acknowledged) {
            write(PING, ACK, 0, payload);
          }
        }
        case DATA -> {
          if (length > 0) {
            write(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(length).array());
          }
          if ((flags & END_STREAM) != 0) {
            arrived.add(new Arrived(this, stream));
          }
        }
        default -> {}
      }
    }

    private synchronized void write(int type, int flags, int stream, byte[] payload) {
      try {
        OutputStream out = client.getOutputStream();
        out.write(
            ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** With the certificate that WireMock brings. */
  private static SSLContext withItsKey() {
    try (InputStream stored = Http2Server.class.getResourceAsStream("/keystore")) {
      KeyStore keys = KeyStore.getInstance("JKS");
      keys.load(stored, KEY_STORE_PASSWORD);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, KEY_STORE_PASSWORD);
      return context(factory.getKeyManagers());
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** For clients: the certificate is signed by nobody and names nobody. */
  static SSLContext trustingAnybody() {
    var everybody =
        new X509ExtendedTrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    return context(new KeyManager[0], everybody);
  }

  private static SSLContext context(KeyManager[] keys, TrustManager... trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trusted, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
