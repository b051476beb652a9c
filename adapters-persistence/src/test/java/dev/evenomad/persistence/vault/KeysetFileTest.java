package dev.evenomad.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.ChaCha20Poly1305Key;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.util.SecretBytes;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Keysets that Tink made, and what else a file may hold. */
@AccessesPartialKey
final class KeysetFileTest {

  private static final CharacterId OWNER = new CharacterId(2112000001L);
  private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");

  private final Logger log = (Logger) LoggerFactory.getLogger(KeysetFile.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
    log.setLevel(Level.TRACE);
    log.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(logged);
    log.setLevel(null);
    log.setAdditive(true);
  }

  @Test
  void standsForItsKeysThePrimaryFirst() throws Exception {
    byte[] one = bytes(1);
    byte[] two = bytes(2);
    byte[] three = bytes(3);
    Path file =
        write(
            json(
                entry(aes256(one)),
                entry(aes256(two)).makePrimary(),
                KeysetHandle.importKey(aes256(three)).withRandomId()));

    assertThat(EncryptionKey.parseAll(file.toString()))
        .extracting(EncryptionKey::id)
        .containsExactly(plain(two).id(), plain(one).id(), plain(three).id());
  }

  @Test
  void opensWhatThePlainFormOfTheSameKeySealed() throws Exception {
    Path file = write(json(entry(aes256(bytes(1))).makePrimary()));
    Secret token = Secret.of("token");
    SealedToken sealed =
        Vault.of(List.of(plain(bytes(1)))).seal(OWNER, TokenField.ACCESS_TOKEN, token);

    assertThat(
            Vault.of(EncryptionKey.parseAll(file.toString()))
                .open(OWNER, TokenField.ACCESS_TOKEN, sealed))
        .isEqualTo(token);
  }

  @Test
  void takesKeysAsTinkMakesThemWithAndWithoutPrefix() throws Exception {
    Path file =
        write(
            json(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary(),
                KeysetHandle.generateEntryFromParameters(
                        AesGcmParameters.builder()
                            .setKeySizeBytes(32)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build())
                    .withRandomId()));

    assertThat(EncryptionKey.parseAll(file.toString())).hasSize(2);
  }

  @Test
  void goesTogetherWithPlainKeysInTheOrderGiven() throws Exception {
    Path file = write(json(entry(aes256(bytes(1))).makePrimary(), entry(aes256(bytes(2)))));

    assertThat(EncryptionKey.parseAll(base64(3) + ", " + file + "," + base64(4)))
        .extracting(EncryptionKey::id)
        .containsExactly(
            plain(bytes(3)).id(), plain(bytes(1)).id(), plain(bytes(2)).id(), plain(bytes(4)).id());
  }

  @Test
  void leavesOutDisabledAndDestroyedKeysWhateverTheyAre() throws Exception {
    String json =
        json(
            entry(aes256(bytes(1))).setStatus(KeyStatus.DISABLED),
            entry(chaCha()).setStatus(KeyStatus.DISABLED),
            entry(aes256(bytes(2))).makePrimary(),
            entry(aes256(bytes(3))).setStatus(KeyStatus.DESTROYED));
    // As tinkey leaves a key behind that it destroyed.
    int destroyed = json.lastIndexOf("{\"keyData\"");
    Path file =
        write(
            json.substring(0, destroyed)
                + json.substring(destroyed)
                    .replaceFirst("\"typeUrl\":\"[^\"]*\"", "\"typeUrl\":\"\"")
                    .replaceFirst("\"value\":\"[^\"]*\"", "\"value\":\"\"")
                    .replace("SYMMETRIC", "UNKNOWN_KEYMATERIAL"));

    assertThat(EncryptionKey.parseAll(file.toString()))
        .extracting(EncryptionKey::id)
        .containsExactly(plain(bytes(2)).id());
  }

  @Test
  void refusesKeysOfOtherTypesAndSizesByTheirNumber() throws Exception {
    for (Key other :
        List.of(
            chaCha(),
            AesGcmKey.builder()
                .setParameters(
                    AesGcmParameters.builder()
                        .setKeySizeBytes(16)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.randomBytes(16))
                .build())) {
      String json =
          json(
              KeysetHandle.importKey(other).withFixedId(0x8765_4321),
              entry(aes256(bytes(1))).makePrimary());

      assertRefused(json, "not AES-256-GCM: 2271560481", "--key-template AES256_GCM");
    }
  }

  @Test
  void refusesAKeysetWithoutAnEnabledPrimary() throws Exception {
    String json = json(entry(aes256(bytes(1))).makePrimary(), entry(aes256(bytes(2))));

    for (String without :
        List.of(
            json.replaceFirst("\"primaryKeyId\":\\d+,", ""),
            json.replaceFirst("\"primaryKeyId\":\\d+", "\"primaryKeyId\":1"),
            json.replaceFirst("ENABLED", "DISABLED"),
            json.replaceAll("ENABLED", "DISABLED"))) {
      assertRefused(without, "no enabled primary key", "tinkey promote-key");
    }
  }

  @Test
  void refusesWhatIsNoKeyset() throws Exception {
    String json = json(entry(aes256(bytes(1))).makePrimary());

    for (String other :
        List.of(
            "",
            "hunter2",
            "{}",
            "[]",
            "\"hunter2\"",
            "{\"key\": 1}",
            json.substring(1),
            base64(1))) {
      assertRefused(other, "not a Tink keyset in JSON", "tinkey create-keyset");
    }
    assertRefused("{\"encryptedKeyset\": \"aHVudGVyMg==\"}", "is encrypted", "convert-keyset");
    assertRefused(json.replaceFirst("\"value\":\"....", "\"value\":\""), "is damaged", "restore");
    assertRefused(json.replaceFirst("\"value\":\"..", "\"value\":\"!!"), "is damaged", "restore");
    assertRefused("x".repeat(2_000_000), "too big", "tinkey create-keyset");
  }

  @Test
  void refusesAFileThatThisUserMayNotRead() throws Exception {
    Path file = write(json(entry(aes256(bytes(1))).makePrimary()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));

    if (Files.isReadable(file)) {
      // An almighty user.
      assertThat(EncryptionKey.parseAll(file.toString())).hasSize(1);
    } else {
      assertThatThrownBy(() -> EncryptionKey.parseAll(file.toString()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(file.toString(), "may not be read", "owner");
    }
  }

  @Test
  void refusesAFileThatIsNoText() throws Exception {
    Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});

    assertThatThrownBy(() -> EncryptionKey.parseAll(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("not a Tink keyset in JSON", "tinkey create-keyset")
        .hasNoCause();
  }

  @Test
  void warnsOfAFileThatEverybodyMayRead() throws Exception {
    Path file = write(json(entry(aes256(bytes(1))).makePrimary()));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    EncryptionKey.parseAll(file.toString());
    assertThat(logged.list).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    EncryptionKey.parseAll(file.toString());

    assertThat(logged.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARN);
              assertThat(event.getFormattedMessage()).contains(file.toString(), "chmod 600");
            });
  }

  private void assertRefused(String content, String cause, String cure) throws IOException {
    Path file = write(content);
    assertThatThrownBy(() -> EncryptionKey.parseAll(file.toString()))
        .as(content)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the keyset file " + file + " ")
        .hasMessageContainingAll(cause, cure)
        .hasMessageNotContainingAny("hunter2", "aHVudGVyMg", base64(1))
        .hasNoCause()
        .satisfies(
            refused -> {
              for (Matcher value = VALUE.matcher(content); value.find(); ) {
                assertThat(refused.getMessage())
                    .doesNotContain(value.group(1).length() > 3 ? value.group(1) : "\"value\"");
              }
            });
  }

  private Path write(String content) throws IOException {
    Path file = Files.createTempFile(folder, "keyset", ".json");
    return Files.writeString(file, content);
  }

  private static String json(KeysetHandle.Builder.Entry... entries)
      throws GeneralSecurityException {
    KeysetHandle.Builder keyset = KeysetHandle.newBuilder().setConfiguration(TinkConfig2026.get());
    Stream.of(entries).forEach(keyset::addEntry);
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        keyset.build(), TinkConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  private static KeysetHandle.Builder.Entry entry(Key key) {
    return KeysetHandle.importKey(key).withRandomId();
  }

  private static AesGcmKey aes256(byte[] bytes) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(
            AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build())
        .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
        .build();
  }

  private static Key chaCha() throws GeneralSecurityException {
    return ChaCha20Poly1305Key.create(SecretBytes.randomBytes(32));
  }

  private static byte[] bytes(int number) {
    byte[] bytes = new byte[EncryptionKey.BYTES];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static String base64(int number) {
    return Base64.getEncoder().encodeToString(bytes(number));
  }

  private static EncryptionKey plain(byte[] bytes) {
    return EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes));
  }
}
