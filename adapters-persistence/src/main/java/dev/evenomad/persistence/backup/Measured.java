package dev.evenomad.persistence.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Measures content as it passes by. Not thread-safe. */
final class Measured {

  private final MessageDigest digest = sha256();
  private long bytes;
  private long lines;

  void pass(byte[] buffer, int offset, int length) {
    digest.update(buffer, offset, length);
    bytes += length;
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] == '\n') {
        lines++;
      }
    }
  }

  /** How many line ends passed. In COPY's text format each row has one: others are written \n. */
  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  /** What has passed. Ends the measurement. */
  Digest finish() {
    return new Digest(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Digest of(byte[] content) {
    Measured measured = new Measured();
    measured.pass(content, 0, content.length);
    return measured.finish();
  }

  /**
   * What a content is known by.
   *
   * @param bytes how long it is
   * @param sha256 in hexadecimal digits
   */
  record Digest(long bytes, String sha256) {}
}
