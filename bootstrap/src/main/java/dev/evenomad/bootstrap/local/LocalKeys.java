package dev.evenomad.bootstrap.local;

import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.push.web.VapidKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a local world. Kept beside its database, because without them what is in there cannot
 * be read; good for trying things out and nothing else.
 */
record LocalKeys(Secret encryption, Secret jwt, VapidKey vapid) {

  /** New keys, or those that an earlier run left in {@code folder}. */
  static LocalKeys of(Optional<Path> folder) {
    return folder.map(LocalKeys::keptIn).orElseGet(() -> read(fresh()));
  }

  private static LocalKeys keptIn(Path folder) {
    Path file = folder.resolve("keys");
    try {
      if (!Files.exists(file)) {
        Files.write(file, fresh());
      }
      if (Files.readAllLines(file).size() == 2) {
        // Of an earlier version, which knew fewer keys.
        Files.write(file, List.of(vapidKey()), StandardOpenOption.APPEND);
      }
      return read(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the keys in " + file + " cannot be read or written", e);
    }
  }

  private static LocalKeys read(List<String> keys) {
    return new LocalKeys(
        Secret.of(keys.get(0)), Secret.of(keys.get(1)), VapidKey.parse(keys.get(2)));
  }

  EncryptionKey encryptionKey() {
    return EncryptionKey.parse(encryption.reveal());
  }

  private static List<String> fresh() {
    return List.of(random(), random(), vapidKey());
  }

  private static String vapidKey() {
    return VapidKey.generate().privateKey().reveal();
  }

  private static String random() {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
