package dev.evenomad.bootstrap.doctor;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the keys encrypt, and decrypt what is stored.
 *
 * @param stored where tokens are; empty if nobody can look
 */
record KeysCheck(List<EncryptionKey> keys, Optional<Persistence> stored) implements Check {

  static final String PART = "keys";

  private static final int SAMPLE = 100;
  private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");
  private static final CharacterId NOBODY = new CharacterId(1);
  private static final Secret TRIAL = Secret.of("trial");

  @Override
  public Finding run() {
    TokenVault vault = Vault.of(keys);
    if (!vault
        .open(NOBODY, TokenField.ACCESS_TOKEN, vault.seal(NOBODY, TokenField.ACCESS_TOKEN, TRIAL))
        .equals(TRIAL)) {
      return Finding.problem(
          PART, named() + " does not give back what it encrypted", "use another Java runtime");
    }
    if (stored.isEmpty()) {
      return Finding.ok(PART, named() + "; stored tokens were not looked at");
    }
    List<EveCharacter> sample = stored.get().characters().withTokensExpiringBefore(EVER, SAMPLE);
    List<String> unreadable =
        sample.stream()
            .map(character -> unreadable(vault, character))
            .flatMap(Optional::stream)
            .toList();
    if (!unreadable.isEmpty()) {
      return Finding.problem(
          PART,
          "%s; the tokens of %d out of %d characters do not open, first: %s"
              .formatted(named(), unreadable.size(), sample.size(), unreadable.getFirst()),
          "add the key they were encrypted with to ENCRYPTION_KEY, behind the newest, after a"
              + " comma",
          "if that key is lost, their pilots have to sign in again");
    }
    return Finding.ok(
        PART,
        named()
            + (sample.isEmpty()
                ? "; no tokens are stored yet"
                : "; opens the tokens of all %d characters looked at".formatted(sample.size())));
  }

  private String named() {
    String ids = keys.stream().map(EncryptionKey::id).collect(Collectors.joining(", "));
    return keys.size() == 1
        ? "1 key: " + ids
        : "%d keys, the first one encrypts: %s".formatted(keys.size(), ids);
  }

  private static Optional<String> unreadable(TokenVault vault, EveCharacter character) {
    if (!(character.grant() instanceof EsiGrant.Valid grant)) {
      return Optional.empty();
    }
    try {
      vault.open(character.characterId(), TokenField.ACCESS_TOKEN, grant.accessToken());
      vault.open(character.characterId(), TokenField.REFRESH_TOKEN, grant.refreshToken());
      return Optional.empty();
    } catch (UnreadableTokenException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
