package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of ESI that is not data. */
final class EsiError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean naming;

  private EsiError(int status, String error, boolean naming) {
    super(error);
    this.status = status;
    this.naming = naming;
  }

  EsiError(int status, String error) {
    this(status, error, false);
  }

  /** With the status in the body, as newer routes do. */
  static EsiError withStatus(int status, String error) {
    return new EsiError(status, error, true);
  }

  Response response() {
    var body = new LinkedHashMap<String, Object>();
    if (naming) {
      body.put("status", status);
    }
    body.put("error", getMessage());
    return Response.json(status, body);
  }

  /** What ESI says by itself when it, or the game server behind it, is in trouble. */
  static Response trouble(int status) {
    return switch (status) {
      case 420 ->
          new EsiError(
                  420,
                  "This software has exceeded the error limit for ESI. If you are a user, please"
                      + " contact the maintainer of this software. If you are a developer, please"
                      + " make sure you handle errors.")
              .response();
      case 429 -> new EsiError(429, "Rate limit exceeded").response();
      case 502 ->
          Response.html(
              502,
              "<html><head><title>502 Bad Gateway</title></head>"
                  + "<body><h1>502 Bad Gateway</h1></body></html>");
      case 503 ->
          new EsiError(503, "The datasource tranquility is temporarily unavailable").response();
      case 504 -> Response.json(504, timeoutBody());
      default -> new EsiError(status, "Undefined " + status + " response.").response();
    };
  }

  private static Map<String, Object> timeoutBody() {
    var body = new LinkedHashMap<String, Object>();
    body.put("error", "Timeout contacting tranquility");
    body.put("timeout", 10);
    return body;
  }
}
