package dev.evenomad.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EncryptionKeyTest {

  private static final String BASE64 = "A0z1Vv3pQ0Jj4cS2m7n8b9V1c2X3z4L5k6J7h8G9f0E=";

  @Test
  void hasTheSameNameWhereverItIsRead() {
    EncryptionKey key = EncryptionKey.parse(BASE64);

    assertThat(EncryptionKey.parse(" " + BASE64 + "\n").id()).isEqualTo(key.id());
    assertThat(key.id()).matches("[0-9a-f]{8}");
    assertThat(BASE64).doesNotContain(key.id());
  }

  @Test
  void showsNothingButItsName() {
    EncryptionKey key = EncryptionKey.parse(BASE64);

    assertThat(key).hasToString("EncryptionKey[" + key.id() + "]");
  }

  @Test
  void saysHowToMakeAKeyAndDoesNotShowTheBadOne() {
    for (String bad :
        List.of(
            "",
            "hunter2",
            "hunter2!hunter2!",
            BASE64.substring(4),
            BASE64 + BASE64,
            "é" + BASE64,
            Base64.getEncoder().encodeToString(new byte[16]),
            Base64.getEncoder().encodeToString(new byte[33]))) {
      assertThatThrownBy(() -> EncryptionKey.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("openssl rand -base64 32")
          .hasMessageNotContainingAny("hunter2", "A0z1", "AAAA")
          .hasNoCause();
    }
  }

  @Test
  void readsSeveralInTheOrderGiven() {
    String other = Base64.getEncoder().encodeToString(new byte[EncryptionKey.BYTES]);

    assertThat(EncryptionKey.parseAll(" " + BASE64 + " ,\n" + other + ","))
        .extracting(EncryptionKey::id)
        .containsExactly(EncryptionKey.parse(BASE64).id(), EncryptionKey.parse(other).id());
  }

  @Test
  void refusesSeveralOfWhichOneIsBad() {
    for (String bad : List.of("", ",", BASE64 + ",hunter2", "/no/such/hunter2.json", "\0hunter2")) {
      assertThatThrownBy(() -> EncryptionKey.parseAll(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("openssl rand -base64 32", "tinkey create-keyset")
          .hasMessageNotContainingAny("hunter2", "A0z1")
          .hasNoCause();
    }
  }
}
