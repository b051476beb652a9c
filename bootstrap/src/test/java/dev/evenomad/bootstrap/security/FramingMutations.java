package dev.evenomad.bootstrap.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes of a request what is hardly HTTP, or two requests in one. */
final class FramingMutations {

  private static final String HIDDEN =
      "GET /health/liveness?smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static final List<String> LENGTHS =
      List.of(
          "-1", "+5", "0x5", "5, 6", "nine", "", "5 5", "99999999999999999999", "1e3", "\u00b2");

  private static final List<String> VERSIONS =
      List.of(
          "HTTP/1.0", "HTTP/0.9", "HTTP/9.9", "HTTP/2.0", "HTTP/1.1x", "http/1.1", "FTP/1.1", "");

  private FramingMutations() {}

  static void apply(Draft draft, Random random) {
    draft.sound = false;
    switch (random.nextInt(12)) {
      case 0 -> {
        draft.measured = false;
        draft.with("Content-Length", Junk.one(LENGTHS, random));
      }
      case 1 -> {
        draft.measured = false;
        draft.with("Content-Length", Integer.toString(draft.body.length + 1 + random.nextInt(50)));
      }
      case 2 -> twoLengths(draft);
      case 3 -> lengthAndChunks(draft);
      case 4 -> badChunks(draft, random);
      case 5 -> draft.version = Junk.one(VERSIONS, random);
      case 6 -> draft.with("X-Odd", "a\u0000b");
      case 7 -> draft.with("X-Odd", "a\rX-Injected: yes");
      case 8 ->
          draft.with(
              Junk.one(List.of("X Odd", "X-Odd ", "", "X-Odd\t", "é", "X:Odd"), random), "1");
      case 9 -> draft.finish = bytes -> replaced(bytes, "\r\n", "\n");
      case 10 -> {
        int kept = random.nextInt(40);
        draft.finish = bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, kept));
      }
      default -> {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        draft.finish = bytes -> noise;
      }
    }
  }

  private static void twoLengths(Draft draft) {
    draft.measured = false;
    draft.smuggles = true;
    draft.with("Content-Length", "0").with("Content-Length", Integer.toString(HIDDEN.length()));
    draft.body = HIDDEN.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void lengthAndChunks(Draft draft) {
    String body = "0\r\n\r\n" + HIDDEN;
    draft.measured = false;
    draft.smuggles = true;
    draft
        .with("Content-Length", Integer.toString(body.length()))
        .with("Transfer-Encoding", "chunked");
    draft.body = body.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void badChunks(Draft draft, Random random) {
    draft.measured = false;
    draft.with(
        "Transfer-Encoding",
        Junk.one(List.of("chunked", "xchunked", "chunked, identity", "gzip, chunked"), random));
    draft.body =
        Junk.one(
                List.of(
                    "zz\r\nabc\r\n0\r\n\r\n",
                    "-1\r\n\r\n",
                    "ffffffffffffffff\r\nabc",
                    "3\r\nabcdef\r\n0\r\n\r\n",
                    "3;a=\u0000\r\nabc\r\n0\r\n\r\n",
                    "2\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n",
                    "7fffffff\r\nabc"),
                random)
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(byte[] bytes, String what, String by) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(what, by)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
