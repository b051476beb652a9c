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
import dev.evenomad.persistence.vault.RotationReport.UnderKey;
import dev.evenomad.persistence.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    return stored
        .map(persistence -> told(vault, persistence))
        .orElseGet(() -> Finding.ok(PART, named() + "; stored tokens were not looked at"));
  }

  private Finding told(TokenVault vault, Persistence persistence) {
    List<UnderKey> all = persistence.tokensUnderKeys();
    if (all.isEmpty()) {
      return Finding.ok(PART, named() + "; no tokens are stored yet");
    }
    String what =
        named()
            + "; stored: "
            + all.stream().map(KeysCheck::tell).collect(Collectors.joining(", "));
    Set<String> here = keys.stream().map(EncryptionKey::id).collect(Collectors.toSet());
    if (!all.stream().allMatch(under -> under.key().filter(here::contains).isPresent())) {
      return Finding.problem(
          PART,
          what,
          "add the keys that are missing to ENCRYPTION_KEY, behind the first one, after commas",
          "if they are lost, the pilots of those characters have to sign in again");
    }
    List<EveCharacter> sample = persistence.characters().withTokensExpiringBefore(EVER, SAMPLE);
    List<String> unreadable =
        sample.stream()
            .map(character -> unreadable(vault, character))
            .flatMap(Optional::stream)
            .toList();
    if (!unreadable.isEmpty()) {
      return Finding.problem(
          PART,
          "%s; out of %d characters looked at, %d have tokens that do not open: %s"
              .formatted(what, sample.size(), unreadable.size(), unreadable.getFirst()),
          "find out who changed or moved them; the pilots have to sign in again");
    }
    return all.stream().allMatch(under -> under.key().equals(Optional.of(keys.getFirst().id())))
        ? Finding.ok(PART, what)
        : Finding.warning(PART, what, "bring all under the first key with ./nomad rotate-keys");
  }

  private static String tell(UnderKey under) {
    long tokens = under.accessTokens() + under.refreshTokens();
    return under
        .key()
        .map(key -> "%d tokens under %s".formatted(tokens, key))
        .orElseGet(() -> "%d tokens that were never encrypted".formatted(tokens));
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
