package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.environment.Ids;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The ids of rows: those of the original wherever they can be kept. */
final class OriginalIds {

  private static final int DIGITS = 24;

  private OriginalIds() {}

  /** The id of that row here: the same, or always the same other one if it cannot be one here. */
  static String here(String original) {
    return kept(original) ? original : derived(original);
  }

  /** Whether an id of the original can be one here. */
  static boolean kept(String original) {
    try {
      return Ids.require("row", original).equals(original);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** An id in the form of a CUID, always the same for the same text. */
  static String derived(String from) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(from.getBytes(StandardCharsets.UTF_8));
      String digits = "0".repeat(DIGITS) + new BigInteger(1, digest).toString(Character.MAX_RADIX);
      return "c" + digits.substring(digits.length() - DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
