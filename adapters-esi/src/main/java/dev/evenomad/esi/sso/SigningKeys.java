package dev.evenomad.esi.sso;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * EVE's public keys for RS256 and ES256 out of a JSON Web Key Set (RFC 7517). Keys of other kinds,
 * for other uses, or broken ones are left out: they are not for us.
 */
final class SigningKeys {

  private static final int SMALLEST_RSA_BITS = 2048;

  private record Name(String id, String algorithm) {}

  private final Map<Name, Algorithm> keys;

  private SigningKeys(Map<Name, Algorithm> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a key set.
   *
   * @throws IOException if it holds no key that could verify a token
   */
  static SigningKeys of(JsonNode keySet) throws IOException {
    Map<Name, Algorithm> keys = new HashMap<>();
    for (JsonNode key : keySet.path("keys")) {
      String id = key.path("kid").asText();
      String algorithm = key.path("alg").asText();
      if (!id.isEmpty() && key.path("use").asText("sig").equals("sig")) {
        verifier(key, algorithm).ifPresent(found -> keys.put(new Name(id, algorithm), found));
      }
    }
    if (keys.isEmpty()) {
      throw new IOException("the key set holds no key for RS256 or ES256");
    }
    return new SigningKeys(keys);
  }

  /** What verifies a token with that {@code kid} and {@code alg}; empty if there is no such key. */
  Optional<Algorithm> find(String id, String algorithm) {
    return Optional.ofNullable(keys.get(new Name(id, algorithm)));
  }

  /** How many there are. */
  int count() {
    return keys.size();
  }

  private static Optional<Algorithm> verifier(JsonNode key, String algorithm) {
    String kind = key.path("kty").asText();
    try {
      if (algorithm.equals("RS256") && kind.equals("RSA")) {
        return rsa(number(key, "n"), number(key, "e"));
      }
      if (algorithm.equals("ES256")
          && kind.equals("EC")
          && key.path("crv").asText().equals("P-256")) {
        return ec(new ECPoint(number(key, "x"), number(key, "y")));
      }
      return Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Algorithm> rsa(BigInteger modulus, BigInteger exponent)
      throws GeneralSecurityException {
    if (modulus.bitLength() < SMALLEST_RSA_BITS) {
      return Optional.empty();
    }
    RSAPublicKey key =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    return Optional.of(Algorithm.RSA256(key));
  }

  private static Optional<Algorithm> ec(ECPoint point) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPublicKeySpec spec =
        new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
    return Optional.of(
        Algorithm.ECDSA256((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec)));
  }

  private static BigInteger number(JsonNode key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
  }
}
