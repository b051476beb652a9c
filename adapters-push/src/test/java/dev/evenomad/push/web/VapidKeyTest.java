package dev.evenomad.push.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VapidKeyTest {

  @Test
  void thePublicHalfFollowsFromThePrivateOne() {
    // The sender of RFC 8291, section 5.
    VapidKey key = VapidKey.parse(" yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw ");

    assertThat(key.publicKey())
        .isEqualTo(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
  }

  @Test
  void aNewOneIsWrittenAndRead() {
    VapidKey key = VapidKey.generate();

    assertThat(key.privateKey().reveal()).hasSize(43);
    assertThat(VapidKey.parse(key.privateKey().reveal())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(VapidKey.generate()).isNotEqualTo(key);
    assertThat(key).asString().doesNotContain(key.privateKey().reveal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no base64url!",
        "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "__________________________________________8"
      })
  void whatIsNoKeyIsRefusedWithoutBeingQuoted(String text) {
    assertThatThrownBy(() -> VapidKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the VAPID key is not usable: ")
        .hasNoCause()
        .satisfies(
            e ->
                assertThat(text.isEmpty() || !String.valueOf(e.getMessage()).contains(text))
                    .isTrue());
  }

  @Test
  void keysWithZerosInFrontKeepTheirLength() {
    byte[] small = new byte[32];
    small[31] = 1;
    VapidKey key = VapidKey.parse(Base64.getUrlEncoder().encodeToString(small));

    assertThat(Base64.getUrlDecoder().decode(key.privateKey().reveal())).isEqualTo(small);
    assertThat(Base64.getUrlDecoder().decode(key.publicKey())).hasSize(65).startsWith(4);
  }
}
