package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses answers for callers who ask for it; the ETag becomes a weak one, as on the real ESI.
 */
final class Gzip {

  private static final int SMALLEST = 100;
  private static final Pattern REFUSED = Pattern.compile("gzip;q=0(\\.0*)?");

  private Gzip() {}

  /** What {@code request} gets for {@code response}, whose body is compressed here if need be. */
  static Response apply(Request request, Response response) {
    if (!isAskedFor(request)) {
      return response;
    }
    var weak =
        response
            .header("ETag")
            .map(etag -> response.with("ETag", "W/" + etag))
            .orElse(response)
            .with("Vary", "Accept-Encoding");
    return isWorth(response.length()) && weak.header("Content-Encoding").isEmpty()
        ? weak.withBody(compress(response.body())).with("Content-Encoding", "gzip")
        : weak;
  }

  /** An answer with {@code body}, compressed if that is asked for. */
  static Response answer(Request request, Body body) {
    return isAskedFor(request) && isWorth(body.plain().length)
        ? Response.json(200, body.compressed()).with("Content-Encoding", "gzip")
        : Response.json(200, body.plain());
  }

  private static boolean isWorth(int length) {
    return length >= SMALLEST;
  }

  private static boolean isAskedFor(Request request) {
    return Arrays.stream(request.header("Accept-Encoding").orElse("").split(",", -1))
        .map(coding -> coding.strip().toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(
            coding ->
                coding.equals("gzip")
                    || (coding.startsWith("gzip;q=") && !REFUSED.matcher(coding).matches()));
  }

  static byte[] compress(byte[] body) {
    var compressed = new ByteArrayOutputStream(body.length / 4 + 64);
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
