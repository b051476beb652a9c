package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link TokenVault} does. */
public interface TokenVaultContract {

  /** Whose tokens are sealed. */
  CharacterId OWNER = new CharacterId(2112000001L);

  /** The vault under test. */
  TokenVault vault();

  @Test
  default void opensWhatItSealed() {
    for (String token : List.of("t", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "x".repeat(10_000))) {
      for (TokenField field : TokenField.values()) {
        SealedToken sealed = vault().seal(OWNER, field, Secret.of(token));

        assertThat(vault().open(OWNER, field, sealed)).isEqualTo(Secret.of(token));
      }
    }
  }

  @Test
  default void sealsTheSameTokenDifferentlyEachTime() {
    Secret token = Samples.secret();
    SealedToken once = vault().seal(OWNER, TokenField.ACCESS_TOKEN, token);
    SealedToken again = vault().seal(OWNER, TokenField.ACCESS_TOKEN, token);

    assertThat(once).isNotEqualTo(again);
    assertThat(vault().open(OWNER, TokenField.ACCESS_TOKEN, once)).isEqualTo(token);
    assertThat(vault().open(OWNER, TokenField.ACCESS_TOKEN, again)).isEqualTo(token);
  }

  @Test
  default void showsNothingOfTheTokenInWhatItSealed() {
    Secret token = Samples.secret();
    SealedToken sealed = vault().seal(OWNER, TokenField.REFRESH_TOKEN, token);

    assertThat(sealed.ciphertext()).doesNotContain(token.reveal());
    assertThat(sealed.toString())
        .doesNotContain(token.reveal())
        .doesNotContain(sealed.ciphertext());
  }

  @Test
  default void opensForNoOtherCharacter() {
    SealedToken sealed = vault().seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());

    assertUnreadable(new CharacterId(OWNER.value() + 1), TokenField.ACCESS_TOKEN, sealed);
    assertUnreadable(new CharacterId(2), TokenField.ACCESS_TOKEN, sealed);
  }

  @Test
  default void opensAsNoOtherField() {
    SealedToken access = vault().seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());
    SealedToken refresh = vault().seal(OWNER, TokenField.REFRESH_TOKEN, Samples.secret());

    assertUnreadable(OWNER, TokenField.REFRESH_TOKEN, access);
    assertUnreadable(OWNER, TokenField.ACCESS_TOKEN, refresh);
  }

  @Test
  default void opensNothingThatWasChanged() {
    SealedToken sealed = vault().seal(OWNER, TokenField.ACCESS_TOKEN, Samples.secret());
    String text = sealed.ciphertext();

    // Not the very last character: some of its bits may mean nothing in base64.
    for (int i = 0; i < text.length() - 4; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      assertUnreadable(
          OWNER,
          TokenField.ACCESS_TOKEN,
          new SealedToken(text.substring(0, i) + other + text.substring(i + 1)));
    }
    assertUnreadable(
        OWNER, TokenField.ACCESS_TOKEN, new SealedToken(text.substring(0, text.length() / 2)));
    assertUnreadable(OWNER, TokenField.ACCESS_TOKEN, new SealedToken(text + text));
  }

  @Test
  default void opensNothingThatItNeverSealed() {
    for (String text : List.of("x", "AAAA", "a:b:c", "not sealed at all", "{}", "–")) {
      assertUnreadable(OWNER, TokenField.ACCESS_TOKEN, new SealedToken(text));
    }
  }

  @Test
  default void sealsAndOpensForManyAtOnce() {
    List<Boolean> same =
        Race.run(
            runner -> {
              CharacterId owner = new CharacterId(1L + runner);
              for (int i = 0; i < 50; i++) {
                Secret token = Samples.secret();
                SealedToken sealed = vault().seal(owner, TokenField.ACCESS_TOKEN, token);
                if (!vault().open(owner, TokenField.ACCESS_TOKEN, sealed).equals(token)) {
                  return false;
                }
              }
              return true;
            });

    assertThat(same).containsOnly(true);
  }

  private void assertUnreadable(CharacterId owner, TokenField field, SealedToken token) {
    assertThatExceptionOfType(UnreadableTokenException.class)
        .isThrownBy(() -> vault().open(owner, field, token))
        .satisfies(
            unreadable ->
                assertThat(unreadable.getMessage()).contains(owner.toString(), field.name()));
  }
}
