package dev.evenomad.bootstrap.sandbox.web;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a site answers. Immutable; nobody may write to the array of a body. */
public final class Response {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Response(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), new byte[0]);
  }

  /** An answer with a JSON body, see {@link Json#write(Object)}. */
  public static Response json(int status, Object value) {
    return of(status, "application/json; charset=utf-8", Json.write(value));
  }

  /** An answer with a JSON body that is written already. */
  public static Response json(int status, byte[] written) {
    return of(status, "application/json; charset=utf-8", written);
  }

  /** No answer: the connection is closed. */
  public static Response none() {
    return empty(0);
  }

  /** An answer with an HTML page. */
  public static Response html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with a body of any type. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  /** A 302 that sends the browser to {@code location}. */
  public static Response redirect(String location) {
    return empty(302).with("Location", location);
  }

  /** 0 for {@link #none()}. */
  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public byte[] body() {
    return body;
  }

  /** How many bytes the body has. */
  public int length() {
    return body.length;
  }

  /** The same answer with one header set. */
  public Response with(String name, String value) {
    var extended = new LinkedHashMap<>(headers);
    extended.put(name, value);
    return new Response(status, extended, body);
  }

  /** The same answer with these headers set. */
  public Response with(Map<String, String> more) {
    var extended = new LinkedHashMap<>(headers);
    extended.putAll(more);
    return new Response(status, extended, body);
  }

  /** The same status and headers around another body. */
  public Response withBody(byte[] other) {
    return new Response(status, headers, other);
  }
}
