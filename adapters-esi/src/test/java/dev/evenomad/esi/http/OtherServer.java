package dev.evenomad.esi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers every request with the same text, which need not be HTTP. */
public final class OtherServer implements AutoCloseable {

  private final ServerSocket server;
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

  public OtherServer(String answer) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answering.execute(() -> answerAll(answer));
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void answerAll(String answer) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        BufferedReader request =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
          line = request.readLine();
        }
        connection.getOutputStream().write(answer.getBytes(UTF_8));
      } catch (IOException e) {
        // The client or the test is done with it.
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answering.close();
  }
}
