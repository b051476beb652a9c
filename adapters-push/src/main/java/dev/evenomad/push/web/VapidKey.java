package dev.evenomad.push.web;

import com.interaso.webpush.VapidKeys;
import dev.evenomad.domain.secret.Secret;
import java.math.BigInteger;
import java.util.Base64;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * The key by which push services know us (RFC 8292). Browsers bind a subscription to its public
 * half, so whoever changes the key loses every subscription. Written as one text, the private half:
 * 32 bytes in base64url, as the usual tools for Web Push print it. Immutable.
 */
public final class VapidKey {
  private static final int PRIVATE_BYTES = 32;

  static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");

  private final Secret privateKey;
  private final String publicKey;

  private VapidKey(BigInteger number) {
    byte[] point =
        new FixedPointCombMultiplier().multiply(P256.getG(), number).normalize().getEncoded(false);
    this.privateKey = Secret.of(base64url(BigIntegers.asUnsignedByteArray(PRIVATE_BYTES, number)));
    this.publicKey = base64url(point);
  }

  /** A new one. */
  public static VapidKey generate() {
    return new VapidKey(VapidKeys.generate().getPrivateKey().getS());
  }

  /**
   * Reads what {@link #privateKey()} wrote.
   *
   * @throws IllegalArgumentException if it is no such key; never with a part of it
   */
  public static VapidKey parse(String privateKey) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(privateKey.strip());
    } catch (IllegalArgumentException e) {
      throw refused("it is not base64url");
    }
    if (bytes.length != PRIVATE_BYTES) {
      throw refused("it has " + bytes.length + " bytes, not " + PRIVATE_BYTES);
    }
    BigInteger number = new BigInteger(1, bytes);
    if (number.signum() == 0 || number.compareTo(P256.getN()) >= 0) {
      throw refused("it is out of the range of the curve P-256");
    }
    return new VapidKey(number);
  }

  /** The text to keep: the private half in base64url. */
  public Secret privateKey() {
    return privateKey;
  }

  /**
   * What a browser needs to subscribe ({@code applicationServerKey}): the point of 65 bytes in
   * base64url.
   */
  public String publicKey() {
    return publicKey;
  }

  VapidKeys forLibrary() {
    return VapidKeys.fromUncompressedBytes(publicKey, privateKey.reveal());
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "the VAPID key is not usable: "
            + why
            + "; it is the private half of a P-256 key, 32 bytes in base64url");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VapidKey that && privateKey.equals(that.privateKey);
  }

  @Override
  public int hashCode() {
    return publicKey.hashCode();
  }

  @Override
  public String toString() {
    return "VapidKey[publicKey=" + publicKey + "]";
  }
}
