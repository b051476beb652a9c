package dev.evenomad.bootstrap.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request to one site, read to its end. Immutable; nobody may write to the body. */
public final class Request {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Map<String, String> headers;
  private final byte[] body;
  private final String remoteAddress;

  /**
   * @param path undecoded, without the site's prefix, beginning with a slash
   * @param rawQuery undecoded, empty when there is none
   * @param headers first value by lower-case name
   */
  Request(
      String method,
      String path,
      String rawQuery,
      Map<String, String> headers,
      byte[] body,
      String remoteAddress) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.remoteAddress = remoteAddress;
  }

  public String method() {
    return method;
  }

  /** The path within the site, undecoded. */
  public String path() {
    return path;
  }

  /** The query, undecoded; empty when there is none. */
  public String rawQuery() {
    return rawQuery;
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The query's parameters; of a repeated one the first. */
  public Map<String, String> query() {
    return parameters(rawQuery);
  }

  public byte[] body() {
    return body;
  }

  /** The body's parameters, or empty when the body is not declared to be a form. */
  public Optional<Map<String, String>> form() {
    return header("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM))
        .map(type -> parameters(new String(body, StandardCharsets.UTF_8)));
  }

  /** The same request without some headers, named in lower case. */
  Request without(String... names) {
    var fewer = new HashMap<>(headers);
    Arrays.asList(names).forEach(fewer::remove);
    return new Request(method, path, rawQuery, fewer, body, remoteAddress);
  }

  /** The caller's IP address. */
  public String remoteAddress() {
    return remoteAddress;
  }

  private static Map<String, String> parameters(String encoded) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.putIfAbsent(decode(name), decode(value));
      }
    }
    return parameters;
  }

  /** Percent-decoded; text that is not properly encoded stays as it is. */
  static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return encoded;
    }
  }
}
