package dev.evenomad.testkit.memory;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Only disguises tokens, and notices all the same when one was changed or is asked for as another
 * character's or field's. For tests: whoever reads this source can open everything. Thread-safe.
 */
public final class FakeTokenVault implements TokenVault {

  private final AtomicLong seals = new AtomicLong();
  private final AtomicLong key = new AtomicLong();

  /** Opens what any other one sealed that did not lose its key. */
  public FakeTokenVault() {}

  @Override
  public SealedToken seal(CharacterId owner, TokenField field, Secret token) {
    String content = seals.incrementAndGet() + " " + label(owner, field) + token.reveal();
    String disguised =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return new SealedToken(checksum(disguised) + "." + disguised);
  }

  @Override
  public Secret open(CharacterId owner, TokenField field, SealedToken token) {
    String[] parts = token.ciphertext().split("\\.", 2);
    if (parts.length < 2 || !parts[0].equals(checksum(parts[1]))) {
      throw new UnreadableTokenException(owner, field, "it was changed, or not sealed here");
    }
    String content = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String labelled = content.substring(content.indexOf(' ') + 1);
    if (!labelled.startsWith(label(owner, field))) {
      throw new UnreadableTokenException(
          owner, field, "it was sealed for another character, field or key");
    }
    return Secret.of(labelled.substring(label(owner, field).length()));
  }

  /** Forgets its key: nothing that was sealed until now opens any more. */
  public void loseKey() {
    key.incrementAndGet();
  }

  private String label(CharacterId owner, TokenField field) {
    return key + " " + owner + " " + field + " ";
  }

  private static String checksum(String text) {
    return Secret.of(text).digest().hex();
  }
}
