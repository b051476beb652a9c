package dev.evenomad.push.sending;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a simulated push service does with a request. */
@FunctionalInterface
public interface Reply {

  /** Answers, or does not. */
  void to(HttpExchange exchange) throws IOException;

  /** Answers with that. */
  static Reply reply(int status, String body) {
    return reply(status, body, Map.of());
  }

  /** Answers with that. */
  static Reply reply(int status, String body, Map<String, String> headers) {
    return exchange -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
      exchange.close();
    };
  }
}
