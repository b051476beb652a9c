package dev.evenomad.bootstrap.sandbox.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The example of RFC 8291, section 5. */
class DecryptionTest {

  private static final byte[] BODY =
      decode(
          "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
              + "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNW"
              + "QexSgSxsj_Qulcy4a-fN");
  private static final byte[] PUBLIC =
      decode(
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
  private static final byte[] PRIVATE = decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
  private static final byte[] AUTH = decode("BTBZMqHH6r4Tts7J_aSIgg");

  @Test
  void theExampleIsOpened() throws GeneralSecurityException {
    assertThat(new String(browser(AUTH).open(BODY), StandardCharsets.UTF_8))
        .isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void aPointIsWrittenAsItWasRead() throws GeneralSecurityException {
    assertThat(P256.point(P256.publicKey(PUBLIC))).isEqualTo(PUBLIC);
  }

  @Test
  void aChangedByteIsNoticedWhereverItIs() throws GeneralSecurityException {
    var browser = browser(AUTH);
    for (var at : new int[] {0, 30, 90, BODY.length - 1}) {
      var changed = BODY.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> browser.open(changed)).isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void whoDoesNotKnowTheSharedSecretCannotWrite() throws GeneralSecurityException {
    var browser = browser(new byte[16]);
    assertThatThrownBy(() -> browser.open(BODY)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void whatIsCutOffIsNoMessage() throws GeneralSecurityException {
    var browser = browser(AUTH);
    for (var length : new int[] {0, 15, 20, 50, 86, BODY.length - 1}) {
      assertThatThrownBy(() -> browser.open(Arrays.copyOf(BODY, length)))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void aMessageIsOneRecord() throws GeneralSecurityException {
    var browser = browser(AUTH);
    var twoRecords = BODY.clone();
    twoRecords[18] = 0;
    twoRecords[19] = 30;
    assertThatThrownBy(() -> browser.open(twoRecords)).hasMessageContaining("more than one record");
  }

  private static Decryption browser(byte[] auth) throws GeneralSecurityException {
    var key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, PRIVATE), P256.parameters()));
    return new Decryption((ECPrivateKey) key, PUBLIC, auth);
  }

  private static byte[] decode(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }
}
