package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.web.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A written answer with its ETag; compressed once, when somebody first asks for that. Thread-safe.
 * Nobody may write to the arrays.
 */
final class Body {

  private final byte[] plain;
  private final String etag;
  private volatile byte @Nullable [] compressed;

  private Body(byte[] plain) {
    this.plain = plain;
    this.etag = "\"" + digest(plain) + "\"";
  }

  /** {@code value} as JSON, see {@link Json#write(Object)}. */
  static Body of(Object value) {
    return new Body(Json.write(value));
  }

  byte[] plain() {
    return plain;
  }

  byte[] compressed() {
    var known = compressed;
    if (known == null) {
      known = Gzip.compress(plain);
      compressed = known;
    }
    return known;
  }

  /** Opaque and strong, with its quotes. */
  String etag() {
    return etag;
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-224").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
