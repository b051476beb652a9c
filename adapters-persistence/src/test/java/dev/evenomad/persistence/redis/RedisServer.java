package dev.evenomad.persistence.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Redis for tests, which can be stopped, started again, and frozen. It starts empty. */
public final class RedisServer implements AutoCloseable {

  private static final Pattern PROCESS = Pattern.compile("process_id:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;
  private redis.embedded.RedisServer server;

  private RedisServer(int port) {
    this.port = port;
    this.server = newServer();
  }

  /** A new one. */
  public static RedisServer start() {
    RedisServer server = new RedisServer(unusedPort());
    server.startAgain();
    return server;
  }

  private static int unusedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private redis.embedded.RedisServer newServer() {
    try {
      return redis.embedded.RedisServer.newRedisServer()
          .port(port)
          .bind("127.0.0.1")
          .setting("save \"\"")
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public RedisUrl url() {
    return RedisUrl.parse("redis://127.0.0.1:" + port);
  }

  /** Starts it once more after it was stopped. */
  public void startAgain() {
    try {
      server = newServer();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it; what was in it is lost. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it from answering, without closing any connection, while {@code work} is done. */
  public void frozen(Runnable work) {
    Matcher process = PROCESS.matcher(call(commands -> commands.info("server")));
    if (!process.find()) {
      throw new IllegalStateException("Redis does not say which process it is");
    }
    signal("-STOP", process.group(1));
    try {
      work.run();
    } finally {
      signal("-CONT", process.group(1));
    }
  }

  private static void signal(String signal, String process) {
    try {
      if (new ProcessBuilder("kill", signal, process).start().waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Asks it past everything that is under test. */
  public <T> T call(Function<RedisCommands<String, String>, T> question) {
    try (RedisClient client = RedisClient.create(url().uri(PATIENCE));
        StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  @Override
  public void close() {
    stop();
  }
}
