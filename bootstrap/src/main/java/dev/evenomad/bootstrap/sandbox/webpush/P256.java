package dev.evenomad.bootstrap.sandbox.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Keys of the curve P-256 and the points they are written as. */
final class P256 {

  private static final String CURVE = "secp256r1";
  private static final int COORDINATE = 32;

  /** Bytes of an uncompressed point. */
  static final int POINT = 1 + 2 * COORDINATE;

  private P256() {}

  static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /**
   * The key that is written so.
   *
   * @throws GeneralSecurityException if it is none
   */
  static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != POINT || point[0] != 4) {
      throw new GeneralSecurityException("not an uncompressed point of P-256");
    }
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters()));
  }

  /** How the key is written. */
  static byte[] point(ECPublicKey key) {
    var point = new byte[POINT];
    point[0] = 4;
    copy(key.getW().getAffineX(), point, 1 + COORDINATE);
    copy(key.getW().getAffineY(), point, POINT);
    return point;
  }

  static ECParameterSpec parameters() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static void copy(BigInteger number, byte[] point, int end) {
    var bytes = number.toByteArray();
    var length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, point, end - length, length);
  }
}
