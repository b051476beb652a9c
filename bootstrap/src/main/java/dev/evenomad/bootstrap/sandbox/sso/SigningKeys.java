package dev.evenomad.bootstrap.sandbox.sso;

import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The keys that sign access tokens, and what the JWKS endpoint shows of them. Thread-safe. */
final class SigningKeys {

  /** Id of the RSA key that EVE SSO signs with. */
  static final String KEY_ID = "JWT-Signature-Key";

  /** A key with its id; {@code algorithm} signs and verifies. */
  record Key(String id, PublicKey publicKey, Algorithm algorithm, Map<String, String> jwk) {}

  private final Key firstRsa = rsa(KEY_ID);
  private final Key ec = ec(UUID.randomUUID().toString());
  private List<Key> rsa = List.of(firstRsa);
  private int rotations;

  /** The RSA key that signs now. */
  synchronized Key current() {
    return rsa.getFirst();
  }

  /** The EC key. */
  Key elliptic() {
    return ec;
  }

  /** An RSA key that nobody published, under a given id. */
  static Key unpublished(String keyId) {
    return rsa(keyId);
  }

  /** The published key with this id, or empty. */
  synchronized Optional<Key> find(String keyId) {
    return published().stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  /**
   * Signs with a new RSA key from now on.
   *
   * @param keyId its id, by default a new one; with a published id it takes that key's place
   * @param keepOld whether earlier keys stay published
   */
  synchronized Key rotate(Optional<String> keyId, boolean keepOld) {
    rotations++;
    var fresh = rsa(keyId.orElse(KEY_ID + "-" + (rotations + 1)));
    var keys = new ArrayList<Key>();
    keys.add(fresh);
    if (keepOld) {
      rsa.stream().filter(key -> !key.id().equals(fresh.id())).forEach(keys::add);
    }
    rsa = List.copyOf(keys);
    return fresh;
  }

  /** The JWKS document. */
  synchronized Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("keys", published().stream().map(Key::jwk).toList());
    document.put("SkipUnresolvedJsonWebKeys", true);
    return document;
  }

  /** Goes back to the first key. */
  synchronized void reset() {
    rsa = List.of(firstRsa);
    rotations = 0;
  }

  private List<Key> published() {
    var keys = new ArrayList<>(rsa);
    keys.add(ec);
    return keys;
  }

  private static Key rsa(String keyId) {
    var pair = generate("RSA");
    var publicKey = (RSAPublicKey) pair.getPublic();
    var jwk = new LinkedHashMap<String, String>();
    jwk.put("alg", "RS256");
    jwk.put("e", unsigned(publicKey.getPublicExponent(), 0));
    jwk.put("kid", keyId);
    jwk.put("kty", "RSA");
    jwk.put("n", unsigned(publicKey.getModulus(), 0));
    jwk.put("use", "sig");
    var algorithm = Algorithm.RSA256(publicKey, (RSAPrivateKey) pair.getPrivate());
    return new Key(keyId, publicKey, algorithm, jwk);
  }

  private static Key ec(String keyId) {
    var pair = generate("EC");
    var publicKey = (ECPublicKey) pair.getPublic();
    var jwk = new LinkedHashMap<String, String>();
    jwk.put("alg", "ES256");
    jwk.put("crv", "P-256");
    jwk.put("kid", keyId);
    jwk.put("kty", "EC");
    jwk.put("use", "sig");
    jwk.put("x", unsigned(publicKey.getW().getAffineX(), 32));
    jwk.put("y", unsigned(publicKey.getW().getAffineY(), 32));
    var algorithm = Algorithm.ECDSA256(publicKey, (ECPrivateKey) pair.getPrivate());
    return new Key(keyId, publicKey, algorithm, jwk);
  }

  private static KeyPair generate(String type) {
    try {
      var generator = KeyPairGenerator.getInstance(type);
      if (type.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Base64url of the big-endian bytes, without sign byte, padded to {@code length}. */
  private static String unsigned(BigInteger value, int length) {
    var signed = value.toByteArray();
    var magnitude = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    var padded = new byte[Math.max(length, magnitude.length)];
    System.arraycopy(magnitude, 0, padded, padded.length - magnitude.length, magnitude.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
