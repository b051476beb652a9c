package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Request;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses answers for callers who ask for it; the ETag becomes a weak one, as on the real ESI.
 */
final class Gzip {

  private Gzip() {}

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
    return response.body().length == 0
        ? weak
        : weak.withBody(compress(response.body())).with("Content-Encoding", "gzip");
  }

  private static boolean isAskedFor(Request request) {
    return Arrays.stream(request.header("Accept-Encoding").orElse("").split(","))
        .map(coding -> coding.strip().toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(
            coding ->
                coding.equals("gzip")
                    || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
  }

  private static byte[] compress(byte[] body) {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
