package dev.evenomad.persistence.vault;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.character.UnreadableTokenException;
import dev.evenomad.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AES-256-GCM. A sealed token is {@code v1:<key id>:<base64url>}; version, key, character and field
 * are authenticated with it.
 */
final class TinkTokenVault implements TokenVault {

  private static final String VERSION = "v1";
  private static final Pattern FORM = Pattern.compile(VERSION + ":([0-9a-f]{8}):([A-Za-z0-9_-]+)");
  private static final Pattern NAMES_KEY = Pattern.compile(VERSION + ":([0-9a-f]{8}):\\P{Cc}*");

  private final EncryptionKey newest;
  private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

  TinkTokenVault(List<EncryptionKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a vault needs at least one key");
    }
    newest = keys.getFirst();
    keys.forEach(key -> this.keys.put(key.id(), key));
  }

  /** The id of the key that seals. */
  String newestKey() {
    return newest.id();
  }

  /** The ids of all keys, the newest first. */
  Set<String> keys() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  /** What everything begins with that is sealed now. */
  String newestPrefix() {
    return VERSION + ":" + newest.id() + ":";
  }

  /** The id of the key that a text says it is sealed with; empty if it was never sealed here. */
  static Optional<String> keyOf(String ciphertext) {
    Matcher form = NAMES_KEY.matcher(ciphertext);
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }

  @Override
  public SealedToken seal(CharacterId owner, TokenField field, Secret token) {
    try {
      byte[] encrypted =
          newest
              .aead()
              .encrypt(
                  token.reveal().getBytes(StandardCharsets.UTF_8),
                  associatedData(newest, owner, field));
      return new SealedToken(
          VERSION
              + ":"
              + newest.id()
              + ":"
              + Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot encrypt", e);
    }
  }

  @Override
  public Secret open(CharacterId owner, TokenField field, SealedToken token) {
    Matcher form = FORM.matcher(token.ciphertext());
    if (!form.matches()) {
      throw new UnreadableTokenException(owner, field, "it is not in the form of this vault");
    }
    EncryptionKey key = keys.get(form.group(1));
    if (key == null) {
      throw new UnreadableTokenException(
          owner,
          field,
          "it was sealed with the key %s, and the keys here are %s"
              .formatted(form.group(1), keys.keySet()));
    }
    try {
      byte[] decrypted =
          key.aead().decrypt(decode(form.group(2)), associatedData(key, owner, field));
      return Secret.of(new String(decrypted, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableTokenException(
          owner,
          field,
          "the key %s does not open it: it was changed, or sealed for somebody else"
              .formatted(key.id()));
    }
  }

  /** Java's decoder disregards the unused bits at the end; here no bit may be changed. */
  private static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not the only way to write it");
    }
    return bytes;
  }

  private static byte[] associatedData(EncryptionKey key, CharacterId owner, TokenField field) {
    String name =
        switch (field) {
          case ACCESS_TOKEN -> "access";
          case REFRESH_TOKEN -> "refresh";
        };
    return (VERSION + ":" + key.id() + ":" + owner.value() + ":" + name)
        .getBytes(StandardCharsets.UTF_8);
  }
}
