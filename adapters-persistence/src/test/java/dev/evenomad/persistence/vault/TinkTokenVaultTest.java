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
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  @Test
  void opensNothingInWhichAnyCharacterWasChanged() {
    String text = vault.seal(OWNER, TokenField.REFRESH_TOKEN, Secret.of("tokens")).ciphertext();
    Set<String> changed = new HashSet<>();
    for (int i = 0; i < text.length(); i++) {
      for (char other : "Ab9_:=+ ".toCharArray()) {
        if (other != text.charAt(i)) {
          changed.add(text.substring(0, i) + other + text.substring(i + 1));
        }
      }
      changed.add(text.substring(0, i) + text.substring(i + 1));
    }
    // Also those that differ in nothing but bits that base64 disregards.
    char last = text.charAt(text.length() - 1);
    for (char other = '0'; other <= 'z'; other++) {
      if (other != last) {
        changed.add(text.substring(0, text.length() - 1) + other);
      }
    }

    changed.forEach(each -> assertUnreadable(new SealedToken(each)));
  }

  @Test
  void opensNothingThatWasSwappedBetweenCharactersOrFields() {
    CharacterId other = new CharacterId(OWNER.value() + 1);
    SealedToken mine = vault.seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());
    SealedToken theirs = vault.seal(other, TokenField.ACCESS_TOKEN, Samples.secret());

    assertThatThrownBy(() -> vault.open(OWNER, TokenField.ACCESS_TOKEN, theirs))
        .isInstanceOf(UnreadableTokenException.class);
    assertThatThrownBy(() -> vault.open(other, TokenField.ACCESS_TOKEN, mine))
        .isInstanceOf(UnreadableTokenException.class);
    assertThatThrownBy(() -> vault.open(OWNER, TokenField.REFRESH_TOKEN, mine))
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
  void namesTheKeyThatIsMissing() {
    SealedToken sealed =
        Vault.of(List.of(NEW)).seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());

    assertThatThrownBy(() -> vault.open(OWNER, TokenField.ACCESS_TOKEN, sealed))
        .isInstanceOf(UnreadableTokenException.class)
        .hasMessageContaining(NEW.id())
        .hasMessageContaining(OLD.id());
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

  private static EncryptionKey key(int number) {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    bytes[0] = (byte) number;
    return EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes));
  }
}
