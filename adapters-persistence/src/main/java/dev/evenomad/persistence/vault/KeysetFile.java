package dev.evenomad.persistence.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.config.TinkConfig2026;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with a cleartext keyset in the JSON of Tink, as tinkey writes it. */
final class KeysetFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeysetFile.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final long MAX_BYTES = 1024 * 1024;

  private final Path file;

  private KeysetFile(Path file) {
    this.file = file;
  }

  /** The enabled keys, the primary first and the others in their order. */
  static List<EncryptionKey> read(Path file) {
    return new KeysetFile(file).keys();
  }

  private List<EncryptionKey> keys() {
    JsonNode keyset = parse(text());
    warnIfEverybodyMayRead();
    if (keyset.has("encryptedKeyset")) {
      throw wrong("is encrypted; make it a cleartext keyset with: tinkey convert-keyset");
    }
    if (!(keyset.path("key") instanceof ArrayNode keys)) {
      throw notAKeyset();
    }
    List<JsonNode> enabled =
        StreamSupport.stream(keys.spliterator(), false)
            .filter(key -> key.path("status").asText().equals("ENABLED"))
            .toList();
    // Tink does not read a keyset with destroyed keys, which have lost their type and value.
    keys.removeAll().addAll(enabled);
    long primary = keyset.path("primaryKeyId").asLong();
    if (enabled.stream().noneMatch(key -> key.path("keyId").asLong() == primary)) {
      throw wrong("has no enabled primary key; choose one with: tinkey promote-key");
    }
    enabled.forEach(this::checkType);
    return toKeys(keyset);
  }

  private void checkType(JsonNode key) {
    String type = key.at("/keyData/typeUrl").asText();
    if (!type.equals(AeadConfig.AES_GCM_TYPE_URL)) {
      throw wrongType(key.path("keyId").asLong());
    }
  }

  private List<EncryptionKey> toKeys(JsonNode enabled) {
    KeysetHandle keyset;
    try {
      keyset =
          TinkJsonProtoKeysetFormat.parseKeyset(
              enabled.toString(), TinkConfig2026.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause, which may show what it did not understand.
      throw wrong("is damaged; restore it from where it is kept safe");
    }
    List<KeysetHandle.Entry> entries =
        new ArrayList<>(IntStream.range(0, keyset.size()).mapToObj(keyset::getAt).toList());
    entries.sort(Comparator.comparing(KeysetHandle.Entry::isPrimary).reversed());
    return entries.stream().map(this::toKey).toList();
  }

  @AccessesPartialKey
  private EncryptionKey toKey(KeysetHandle.Entry entry) {
    if (entry.getKey() instanceof AesGcmKey key
        && key.getParameters().getKeySizeBytes() == EncryptionKey.BYTES) {
      return EncryptionKey.of(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
    }
    throw wrongType(Integer.toUnsignedLong(entry.getId()));
  }

  private String text() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw wrong("is too big for a keyset; " + EncryptionKey.HOW_TO);
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw notAKeyset();
    } catch (AccessDeniedException e) {
      throw wrong("may not be read by this user; make this user its owner");
    } catch (IOException e) {
      throw wrong("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw notAKeyset();
    }
  }

  private void warnIfEverybodyMayRead() {
    Optional<PosixFileAttributeView> view =
        Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
    try {
      if (view.isPresent()
          && view.get().readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("everybody on this machine can read the keys in {}: chmod 600 it", file);
      }
    } catch (IOException e) {
      LOG.warn("who can read the keys in {} cannot be told", file);
    }
  }

  private IllegalArgumentException notAKeyset() {
    return wrong("is not a Tink keyset in JSON; " + EncryptionKey.HOW_TO);
  }

  private IllegalArgumentException wrongType(long keyId) {
    return wrong(
        "has a key that is not AES-256-GCM: %d; disable it, and add one with: tinkey add-key"
                .formatted(keyId)
            + " --key-template AES256_GCM");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the keyset file " + file + " " + what);
  }
}
