package dev.evenomad.bootstrap.sandbox.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens a message as a browser does: RFC 8291 over the coding {@code aes128gcm} of RFC 8188. Made
 * of the platform's ciphers alone, so that it proves something about whoever encrypted.
 */
final class Decryption {

  private static final int SALT = 16;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private final ECPrivateKey privateKey;
  private final byte[] publicPoint;
  private final byte[] auth;

  Decryption(ECPrivateKey privateKey, byte[] publicPoint, byte[] auth) {
    this.privateKey = privateKey;
    this.publicPoint = publicPoint.clone();
    this.auth = auth.clone();
  }

  /**
   * The message in {@code body}.
   *
   * @throws GeneralSecurityException if it is not one for this browser
   */
  byte[] open(byte[] body) throws GeneralSecurityException {
    try {
      var rest = ByteBuffer.wrap(body);
      var salt = take(rest, SALT);
      var recordSize = rest.getInt();
      var sender = take(rest, Byte.toUnsignedInt(rest.get()));
      if (rest.remaining() > Integer.toUnsignedLong(recordSize)) {
        throw new GeneralSecurityException("there is more than one record");
      }
      return unpadded(decrypt(take(rest, rest.remaining()), salt, secret(sender)));
    } catch (BufferUnderflowException e) {
      throw new GeneralSecurityException("the header is cut off", e);
    }
  }

  /** The input keying material of RFC 8291, section 3.3. */
  private byte[] secret(byte[] sender) throws GeneralSecurityException {
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(privateKey);
    agreement.doPhase(P256.publicKey(sender), true);
    var info = new ByteArrayOutputStream();
    info.writeBytes("WebPush: info\0".getBytes(US_ASCII));
    info.writeBytes(publicPoint);
    info.writeBytes(sender);
    return derive(agreement.generateSecret(), auth, info.toByteArray(), 32);
  }

  private static byte[] decrypt(byte[] sealed, byte[] salt, byte[] secret)
      throws GeneralSecurityException {
    var key = derive(secret, salt, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
    var nonce = derive(secret, salt, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher.doFinal(sealed);
  }

  private static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, length));
  }

  /** Behind the message there is a delimiter, and then zeros. */
  private static byte[] unpadded(byte[] padded) throws GeneralSecurityException {
    var end = padded.length - 1;
    while (end >= 0 && padded[end] == 0) {
      end--;
    }
    if (end < 0 || padded[end] != LAST_RECORD) {
      throw new GeneralSecurityException("the padding is not that of a last record");
    }
    return Arrays.copyOf(padded, end);
  }

  private static byte[] take(ByteBuffer from, int length) {
    var bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }
}
