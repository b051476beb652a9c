package dev.evenomad.http.payment;

import dev.evenomad.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Knows which requests are Stripe's, by its header {@code Stripe-Signature: t=SECONDS,v1=HEX}: the
 * HMAC-SHA256 of {@code SECONDS.BODY} under the signing secret of the webhook endpoint. There are
 * several {@code v1} while Stripe replaces a secret; other schemes are not looked at. Thread-safe.
 */
public final class StripeWebhooks {

  /** A recorded request is of no use afterwards. As in Stripe's own libraries. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String HMAC = "HmacSHA256";

  private final List<SecretKeySpec> keys;
  private final boolean live;
  private final Clock clock;

  /**
   * Accepts what any of the secrets has signed, so that a new one can be added before the old one
   * goes.
   *
   * @param secrets {@code whsec_…}, at least one
   * @param live whether real payments count; otherwise those of Stripe's test mode do
   * @param clock says how old a signature is
   */
  public StripeWebhooks(List<Secret> secrets, boolean live, Clock clock) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("verifying webhooks needs at least one signing secret");
    }
    this.keys =
        secrets.stream()
            .map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8))
            .map(key -> new SecretKeySpec(key, HMAC))
            .toList();
    this.live = live;
    this.clock = clock;
  }

  /** Whether events of that mode count here. */
  boolean counts(boolean livemode) {
    return livemode == live;
  }

  /**
   * Whether Stripe has signed the body, not too long ago. One that Stripe's clock dates in the
   * future passes, as in its own libraries: ours may be behind.
   *
   * @param header the value of {@code Stripe-Signature}; null if there is none
   */
  boolean genuine(@Nullable String header, byte[] body) {
    return Optional.ofNullable(header)
        .flatMap(Signature::parse)
        .filter(signature -> signs(signature, body))
        .filter(signature -> signature.seconds >= oldest())
        .isPresent();
  }

  private long oldest() {
    return clock.instant().minus(TOLERANCE).getEpochSecond();
  }

  /** However many there are to compare, all of them are, each in the same time. */
  private boolean signs(Signature signature, byte[] body) {
    boolean found = false;
    for (SecretKeySpec key : keys) {
      byte[] expected = hmac(key, signature.timestamp, body);
      for (byte[] given : signature.candidates) {
        found |= MessageDigest.isEqual(expected, given);
      }
    }
    return found;
  }

  private static byte[] hmac(SecretKeySpec key, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(mac.doFinal(body));
      return hex.getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new LinkageError("every Java platform has " + HMAC, e);
    }
  }

  /**
   * What the header says.
   *
   * @param timestamp as it was signed
   * @param candidates lower-case hexadecimal, if they are what they should be
   */
  private record Signature(String timestamp, long seconds, List<byte[]> candidates) {

    static Optional<Signature> parse(String header) {
      Optional<String> timestamp = Optional.empty();
      List<byte[]> candidates = new ArrayList<>();
      for (String item : header.split(",", -1)) {
        int equals = item.indexOf('=');
        String name = equals < 0 ? "" : item.substring(0, equals).strip();
        String value = item.substring(equals + 1).strip();
        switch (name) {
          case "t" -> timestamp = Optional.of(value);
          case "v1" -> candidates.add(value.getBytes(StandardCharsets.UTF_8));
          default -> {}
        }
      }
      return timestamp
          .filter(text -> text.matches("[0-9]{1,18}"))
          .map(text -> new Signature(text, Long.parseLong(text), candidates));
    }
  }
}
