package dev.evenomad.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.testkit.contract.Samples;
import dev.evenomad.testkit.contract.TokenVaultContract;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TinkTokenVaultTest implements TokenVaultContract {

  private static final EncryptionKey OLD = key(1);
  private static final EncryptionKey NEW = key(2);

  private final TokenVault vault = Vault.of(List.of(OLD));

  @Override
  public TokenVault vault() {
    return vault;
  }

  @Test
  void writesVersionAndKeyBeforeTheCiphertext() {
    SealedToken sealed = vault.seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());

    assertThat(sealed.ciphertext()).matches("v1:" + OLD.id() + ":[A-Za-z0-9_-]+");
  }

  @Test
  void opensNothingInWhichASingleBitWasChanged() {
    SealedToken sealed = vault.seal(OWNER, TokenField.REFRESH_TOKEN, Samples.secret());
    int begin = sealed.ciphertext().lastIndexOf(':') + 1;
    byte[] bytes = Base64.getUrlDecoder().decode(sealed.ciphertext().substring(begin));

    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] changed = bytes.clone();
      changed[i / 8] ^= (byte) (1 << (i % 8));
      assertUnreadable(
          new SealedToken(
              sealed.ciphertext().substring(0, begin)
                  + Base64.getUrlEncoder().withoutPadding().encodeToString(changed)));
    }
  }

  /** Of version, key id and ciphertext; also where only bits differ that base64 disregards. */
  @Test
  void opensNothingInWhichAnyByteOfTheTextBecameAnyOther() {
    for (TokenField field : TokenField.values()) {
      SealedToken sealed = vault.seal(OWNER, field, Samples.secret());
      byte[] text = sealed.ciphertext().getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < text.length; i++) {
        for (int difference = 1; difference < 256; difference++) {
          byte[] changed = text.clone();
          changed[i] ^= (byte) difference;
          String other = new String(changed, StandardCharsets.ISO_8859_1);
          // What is no line of text is not even taken for a sealed token.
          assertThatThrownBy(() -> vault.open(OWNER, field, new SealedToken(other)))
              .isInstanceOf(
                  other.chars().anyMatch(Character::isISOControl)
                      ? IllegalArgumentException.class
                      : UnreadableTokenException.class);
        }
      }
    }
  }

  @Test
  void opensNothingFromWhichACharacterIsMissing() {
    String text = vault.seal(OWNER, TokenField.REFRESH_TOKEN, Samples.secret()).ciphertext();

    for (int i = 0; i < text.length(); i++) {
      assertUnreadable(new SealedToken(text.substring(0, i) + text.substring(i + 1)));
    }
  }

  @Test
  void opensNothingThatWasSwappedBetweenCharacters() {
    CharacterId other = new CharacterId(OWNER.value() + 1);
    for (TokenField field : TokenField.values()) {
      SealedToken mine = vault.seal(OWNER, field, Samples.secret());
      SealedToken theirs = vault.seal(other, field, Samples.secret());

      assertThatThrownBy(() -> vault.open(OWNER, field, theirs))
          .isInstanceOf(UnreadableTokenException.class);
      assertThatThrownBy(() -> vault.open(other, field, mine))
          .isInstanceOf(UnreadableTokenException.class);
    }
  }

  @Test
  void opensNothingThatWasSwappedBetweenAccessAndRefreshToken() {
    SealedToken access = vault.seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());
    SealedToken refresh = vault.seal(OWNER, TokenField.REFRESH_TOKEN, Samples.secret());

    assertThatThrownBy(() -> vault.open(OWNER, TokenField.REFRESH_TOKEN, access))
        .isInstanceOf(UnreadableTokenException.class);
    assertThatThrownBy(() -> vault.open(OWNER, TokenField.ACCESS_TOKEN, refresh))
        .isInstanceOf(UnreadableTokenException.class);
  }

  @Test
  void opensWithOldKeysAndSealsWithTheFirst() {
    Secret token = Samples.secret();
    SealedToken before = vault.seal(OWNER, TokenField.ACCESS_TOKEN, token);
    TokenVault rotated = Vault.of(List.of(NEW, OLD));

    SealedToken after = rotated.seal(OWNER, TokenField.ACCESS_TOKEN, token);

    assertThat(rotated.open(OWNER, TokenField.ACCESS_TOKEN, before)).isEqualTo(token);
    assertThat(rotated.open(OWNER, TokenField.ACCESS_TOKEN, after)).isEqualTo(token);
    assertThat(after.ciphertext()).startsWith("v1:" + NEW.id());
  }

  @Test
  void saysInOneSentenceWhichKeyIsMissing() {
    SealedToken sealed =
        Vault.of(List.of(NEW)).seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());

    assertThatThrownBy(() -> vault.open(OWNER, TokenField.ACCESS_TOKEN, sealed))
        .isInstanceOf(UnreadableTokenException.class)
        .hasMessage(
            "the ACCESS_TOKEN of character %s cannot be decrypted: it was sealed with the key %s,"
                    .formatted(OWNER, NEW.id())
                + " and the keys here are [%s]".formatted(OLD.id()))
        .hasNoCause();
  }

  @Test
  void saysInOneSentenceWhichKeyDoesNotOpen() {
    SealedToken sealed = vault.seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());

    assertThatThrownBy(() -> vault.open(OWNER, TokenField.REFRESH_TOKEN, sealed))
        .isInstanceOf(UnreadableTokenException.class)
        .hasMessage(
            "the REFRESH_TOKEN of character %s cannot be decrypted: the key %s does not open it:"
                    .formatted(OWNER, OLD.id())
                + " it was changed, or sealed for somebody else")
        .hasNoCause();
  }

  @Test
  void doesNotOpenWithAnotherKeyUnderTheSameName() {
    String sealed =
        Vault.of(List.of(NEW))
            .seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret())
            .ciphertext()
            .replace(NEW.id(), OLD.id());

    assertUnreadable(new SealedToken(sealed));
  }

  @Test
  void needsAKey() {
    assertThatThrownBy(() -> Vault.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertUnreadable(SealedToken sealed) {
    assertThatThrownBy(() -> vault.open(OWNER, TokenField.REFRESH_TOKEN, sealed))
        .as(sealed.ciphertext())
        .isInstanceOf(UnreadableTokenException.class)
        .hasNoCause();
  }

  static EncryptionKey key(int number) {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    bytes[0] = (byte) number;
    return EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes));
  }
}
