package dev.evenomad.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.bootstrap.database.EmbeddedDatabase;
import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.vault.EncryptionKey;
import dev.evenomad.persistence.vault.Vault;
import dev.evenomad.testkit.contract.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotateKeysCommandIT {

  private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String NEW = "BBECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String LOST = "CCECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
  private final Persistence persistence =
      Persistence.open(
          PersistenceSettings.of(DatabaseUrl.parse(database.jdbcUrl())), () -> Samples.NOW);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void migrate() {
    persistence.migrate();
  }

  @AfterEach
  void stop() {
    persistence.close();
    database.close();
  }

  @Test
  void saysThatNothingIsLeftUnderAnotherKey() {
    CharacterId one = character(OLD);
    character(OLD);

    assertThat(run(NEW + "," + OLD)).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "The tokens of 2 characters were encrypted again, under the key " + id(NEW) + ".",
            "Now under the key " + id(NEW) + ": 2 access and 2 refresh tokens",
            "Nothing is left under another key.");
    assertThat(err.toString()).isEmpty();
    assertThat(refreshToken(one, NEW)).isEqualTo(Secret.of("refresh"));
  }

  @Test
  void exitsWithOneAndSaysWhatIsLeft() throws IOException {
    character(OLD);
    character(LOST);

    assertThat(run(NEW + "," + OLD, "--json")).isEqualTo(1);

    assertThat(new JsonMapper().readTree(out.toString()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {
                      "complete": false,
                      "newestKey": "%1$s",
                      "reencrypted": 1,
                      "leftAlone": [
                        {"key": "%2$s", "reason": "key_not_here", "accessTokens": 1, "refreshTokens": 1}
                      ],
                      "underKeys": [
                        {"key": "%1$s", "accessTokens": 1, "refreshTokens": 1},
                        {"key": "%2$s", "accessTokens": 1, "refreshTokens": 1}
                      ]
                    }
                    """
                        .formatted(id(NEW), id(LOST))));
    assertThat(run(NEW)).isEqualTo(1);
    assertThat(out.toString())
        .contains("encrypted with the key " + id(LOST) + ", which is not here: add it to")
        .doesNotContain("refresh\"", LOST, OLD, NEW);
  }

  @Test
  void takesTheKeysFromAFile(@TempDir Path folder) throws IOException {
    CharacterId one = character(OLD);
    // The primary is the key whose bytes NEW is the base64 of.
    Path file =
        Files.writeString(
            folder.resolve("keys.json"),
            """
            {"primaryKeyId": 2, "key": [
              {"keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
                "value": "%s", "keyMaterialType": "SYMMETRIC"},
                "status": "ENABLED", "keyId": 2, "outputPrefixType": "TINK"}]}
            """
                .formatted(keyValue(NEW)));

    assertThat(run(file + "," + OLD)).isZero();

    assertThat(refreshToken(one, NEW)).isEqualTo(Secret.of("refresh"));
  }

  @Test
  void namesWhatIsMissingAndWrong() {
    int code =
        NomadCommand.commandLine(Map.of("ENCRYPTION_KEY", "hunter2"))
            .setErr(new PrintWriter(err, true))
            .execute("rotate-keys");

    assertThat(code).isEqualTo(78);
    assertThat(err.toString())
        .contains("there are 2 problems", "DATABASE_URL is missing", "ENCRYPTION_KEY is not usable")
        .doesNotContain("hunter2");
  }

  private CharacterId character(String key) {
    User user = Samples.user();
    persistence.users().add(user);
    EveCharacter character = Samples.character(user.id());
    TokenVault vault = Vault.of(EncryptionKey.parseAll(key));
    CharacterId id = character.characterId();
    persistence
        .characters()
        .add(
            Samples.withGrant(
                character,
                new EsiGrant.Valid(
                    vault.seal(id, TokenField.ACCESS_TOKEN, Secret.of("access")),
                    vault.seal(id, TokenField.REFRESH_TOKEN, Secret.of("refresh")),
                    Samples.NOW,
                    Scopes.MINIMAL)));
    return id;
  }

  private Secret refreshToken(CharacterId id, String key) {
    EsiGrant.Valid grant = (EsiGrant.Valid) persistence.characters().find(id).orElseThrow().grant();
    return Vault.of(List.of(EncryptionKey.parse(key)))
        .open(id, TokenField.REFRESH_TOKEN, grant.refreshToken());
  }

  /** A key of a keyset: the protocol buffer with those bytes in field 3. */
  private static String keyValue(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    byte[] value = new byte[bytes.length + 2];
    value[0] = 0x1a;
    value[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, value, 2, bytes.length);
    return Base64.getEncoder().encodeToString(value);
  }

  private static String id(String key) {
    return EncryptionKey.parse(key).id();
  }

  private int run(String keys, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "rotate-keys";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return NomadCommand.commandLine(
            Map.of("DATABASE_URL", database.jdbcUrl(), "ENCRYPTION_KEY", keys))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
