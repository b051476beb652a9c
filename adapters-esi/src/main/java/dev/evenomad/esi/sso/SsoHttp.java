package dev.evenomad.esi.sso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.esi.http.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** How EVE SSO is spoken to: documents are read, forms are posted in this application's name. */
final class SsoHttp {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final BoundedHttp http;
  private final SsoSettings settings;

  SsoHttp(BoundedHttp http, SsoSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  /**
   * Reads a public document.
   *
   * @throws IOException if there is no answer, or not a JSON object
   */
  JsonNode read(URI document) throws IOException {
    return document(fetch(document));
  }

  /**
   * Asks for a public document.
   *
   * @throws IOException if there is no answer
   */
  HttpResponse<byte[]> fetch(URI document) throws IOException {
    return http.send(
        HttpRequest.newBuilder(document).header("Accept", "application/json"),
        settings.http().callTimeout());
  }

  /**
   * The document in an answer.
   *
   * @throws IOException if it is not a JSON object
   */
  static JsonNode document(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException("it answered " + answer.statusCode());
    }
    return json(answer).orElseThrow(() -> new IOException("the answer is not a JSON object"));
  }

  /** Posts a form with Basic authentication. */
  HttpResponse<byte[]> post(URI endpoint, Map<String, String> form) throws IOException {
    String credentials = settings.clientId() + ":" + settings.clientSecret().reveal();
    return http.send(
        HttpRequest.newBuilder(endpoint)
            .header("Accept", "application/json")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(form))),
        settings.http().callTimeout());
  }

  /** As forms and queries write it. */
  static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
        .collect(joining("&"));
  }

  /** The JSON object of an answer; empty if it holds something else, such as a page for people. */
  static Optional<JsonNode> json(HttpResponse<byte[]> answer) {
    try {
      return Optional.of(JSON.readTree(answer.body())).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
