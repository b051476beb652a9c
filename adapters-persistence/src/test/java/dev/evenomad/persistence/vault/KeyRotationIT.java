package dev.evenomad.persistence.vault;

import static dev.evenomad.persistence.PostgresServer.execute;
import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.character.TokenField;
import dev.evenomad.domain.character.TokenVault;
import dev.evenomad.domain.environment.ConflictException;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.persistence.DatabaseUrl;
import dev.evenomad.persistence.Persistence;
import dev.evenomad.persistence.PersistenceSettings;
import dev.evenomad.persistence.PostgresExtension;
import dev.evenomad.persistence.PostgresServer;
import dev.evenomad.persistence.PostgresStores;
import dev.evenomad.persistence.Progress;
import dev.evenomad.persistence.schema.SchemaException;
import dev.evenomad.persistence.vault.RotationReport.LeftAlone;
import dev.evenomad.persistence.vault.RotationReport.Reason;
import dev.evenomad.persistence.vault.RotationReport.UnderKey;
import dev.evenomad.testkit.contract.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
final class KeyRotationIT {

  private static final EncryptionKey OLD = TinkTokenVaultTest.key(1);
  private static final EncryptionKey NEW = TinkTokenVaultTest.key(2);
  private static final EncryptionKey LOST = TinkTokenVaultTest.key(3);

  private static final TokenVault OLD_VAULT = Vault.of(List.of(OLD));
  private static final TokenVault NEW_VAULT = Vault.of(List.of(NEW));

  /** Two batches and a half. */
  private static final int MANY = 1_250;

  private final PostgresServer server;
  private final PostgresStores stores;
  private final SealedCharacters characters;

  KeyRotationIT(PostgresServer server) {
    this.server = server;
    stores = new PostgresStores(server.createDatabase(), () -> NOW);
    characters = new SealedCharacters(stores.dataSource());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void bringsEverythingUnderTheNewestKey() throws SQLException {
    characters.add(1, MANY, OLD_VAULT);
    characters.add(MANY + 1, MANY + 10, NEW_VAULT);
    List<String> told = new ArrayList<>();

    RotationReport report =
        rotate((what, done, total) -> told.add(what + " " + done + "/" + total));

    assertThat(report)
        .isEqualTo(
            new RotationReport(
                NEW.id(),
                MANY,
                List.of(),
                List.of(new UnderKey(Optional.of(NEW.id()), MANY + 10, MANY + 10))));
    assertThat(report.complete()).isTrue();
    assertThat(told)
        .containsExactly("characters 500/1250", "characters 1000/1250", "characters 1250/1250");
    assertEverythingOpensWithTheNewKeyAlone(MANY + 10);
    assertThat(stores.count("SELECT count(*) FROM eve_character WHERE version = 2"))
        .isEqualTo(MANY);
  }

  @Test
  void bringsTheTokensOfRevocationsAlongThatAreNotOver() throws SQLException {
    characters.add(1, 1, OLD_VAULT);
    Job pending = revocation(2, OLD_VAULT);
    Job processing = revocation(3, OLD_VAULT).started(NOW);
    Job lost = revocation(4, Vault.of(List.of(LOST)));
    Job over = revocation(5, OLD_VAULT).started(NOW).failed("given up", NOW).withoutPayload();
    Job another = Samples.fullJob();
    List<Job> all = List.of(pending, processing, lost, over, another);
    all.forEach(stores.jobs()::add);
    assertThat(stores.persistence().tokensUnderKeys())
        .containsExactlyInAnyOrder(
            new UnderKey(Optional.of(OLD.id()), 1, 3), new UnderKey(Optional.of(LOST.id()), 0, 1));
    Job read = stores.jobs().find(pending.id()).orElseThrow();

    RotationReport report = rotate(Progress.UNSEEN);

    assertThat(report.reencrypted()).isEqualTo(3);
    assertThat(report.leftAlone())
        .containsExactly(new LeftAlone(Optional.of(LOST.id()), Reason.KEY_NOT_HERE, 0, 1));
    assertThat(report.underKeys())
        .containsExactly(
            new UnderKey(Optional.of(NEW.id()), 1, 3), new UnderKey(Optional.of(LOST.id()), 0, 1));
    assertThat(
            NEW_VAULT.open(SealedCharacters.character(2), TokenField.REFRESH_TOKEN, held(pending)))
        .isEqualTo(SealedCharacters.token(2, TokenField.REFRESH_TOKEN));
    assertThat(
            NEW_VAULT.open(
                SealedCharacters.character(3), TokenField.REFRESH_TOKEN, held(processing)))
        .isEqualTo(SealedCharacters.token(3, TokenField.REFRESH_TOKEN));
    assertThat(held(lost)).isEqualTo(held(lost.payload()));
    assertThat(stores.jobs().find(over.id()).orElseThrow().payload()).isEmpty();
    assertThat(stores.jobs().find(another.id()).orElseThrow().payload())
        .isEqualTo(another.payload());
    // A server that read the job before does not write the old ciphertext back.
    assertThatThrownBy(() -> stores.jobs().save(read.started(NOW)))
        .isInstanceOf(ConflictException.class);
    assertThat(rotate(Progress.UNSEEN).reencrypted()).isZero();
  }

  private static Job revocation(int number, TokenVault vault) {
    return Job.pending(
        new JobId("revocation-" + number),
        JobType.GRANT_REVOCATION,
        Optional.empty(),
        Optional.of(
            new JsonObject(
                Map.of(
                    "characterId",
                    JsonValue.of(SealedCharacters.character(number).value()),
                    "refreshToken",
                    JsonValue.of(
                        SealedCharacters.seal(vault, number, TokenField.REFRESH_TOKEN)
                            .ciphertext())))),
        NOW);
  }

  private SealedToken held(Job revocation) {
    return held(stores.jobs().find(revocation.id()).orElseThrow().payload());
  }

  private static SealedToken held(Optional<JsonValue> payload) {
    return new SealedToken(
        ((JsonObject) payload.orElseThrow()).string("refreshToken").orElseThrow());
  }

  @Test
  void changesNothingWhenThereIsNothingToDo() throws SQLException {
    characters.add(1, 10, OLD_VAULT);
    rotate(Progress.UNSEEN);
    Map<String, SealedCharacters.Row> before = characters.read();

    RotationReport again = rotate(Progress.UNSEEN);

    assertThat(again.reencrypted()).isZero();
    assertThat(again.complete()).isTrue();
    assertThat(characters.read()).isEqualTo(before);
  }

  @Test
  void changesNothingButTokensAndVersion() throws SQLException {
    characters.add(1, 1, OLD_VAULT);
    String sql =
        "SELECT hashtext((to_jsonb(c) - 'access_token' - 'refresh_token' - 'version')::text)"
            + " FROM eve_character c";
    long before = stores.count(sql);

    rotate(Progress.UNSEEN);

    assertThat(stores.count(sql)).isEqualTo(before);
  }

  @Test
  void leavesAloneWhatItCannotOpenAndSaysWhy() throws SQLException {
    characters.add(1, 4, OLD_VAULT);
    characters.add(5, 6, Vault.of(List.of(LOST)));
    // Two characters' ciphertexts are swapped, and one character's access and refresh token.
    SealedCharacters.Row one = characters.row(1);
    SealedCharacters.Row two = characters.row(2);
    set(1, "access_token", two.access());
    set(2, "access_token", one.access());
    SealedCharacters.Row three = characters.row(3);
    set(3, "access_token", three.refresh());
    set(3, "refresh_token", three.access());
    // Never sealed; and one that EVE took back.
    characters.add(7, 8, OLD_VAULT);
    set(7, "refresh_token", new SealedToken("a-plaintext-token"));
    execute(
        stores.dataSource(),
        "UPDATE eve_character SET grant_state = 'needs_reauthorization', access_token = NULL,"
            + " refresh_token = NULL, token_expires_at = NULL, grant_lost_at = now()"
            + " WHERE id = '"
            + SealedCharacters.id(8)
            + "'");
    Map<String, SealedCharacters.Row> before = characters.read();

    RotationReport report = rotate(Progress.UNSEEN);

    // 1 and 2 got their refresh tokens, 4 both, 7 its access token.
    assertThat(report.reencrypted()).isEqualTo(4);
    assertThat(report.leftAlone())
        .containsExactly(
            new LeftAlone(Optional.of(LOST.id()), Reason.KEY_NOT_HERE, 2, 2),
            new LeftAlone(Optional.of(OLD.id()), Reason.DOES_NOT_OPEN, 3, 1),
            new LeftAlone(Optional.empty(), Reason.NOT_SEALED, 0, 1));
    assertThat(report.underKeys())
        .containsExactlyInAnyOrder(
            new UnderKey(Optional.of(NEW.id()), 2, 3),
            new UnderKey(Optional.of(LOST.id()), 2, 2),
            new UnderKey(Optional.of(OLD.id()), 3, 1),
            new UnderKey(Optional.empty(), 0, 1))
        .startsWith(new UnderKey(Optional.of(NEW.id()), 2, 3));
    assertThat(report.complete()).isFalse();
    assertThat(report.toString()).doesNotContain("plaintext");
    Map<String, SealedCharacters.Row> after = characters.read();
    for (int untouched : new int[] {3, 5, 6}) {
      String id = SealedCharacters.id(untouched);
      assertThat(after.get(id)).as(id).isEqualTo(before.get(id));
    }
    assertThat(characters.row(1).access()).isEqualTo(two.access());
  }

  @Test
  void goesOnWhereItWasBrokenOff() throws SQLException {
    characters.add(1, MANY, OLD_VAULT);

    assertThatThrownBy(
            () ->
                rotate(
                    (what, done, total) -> {
                      throw new IllegalStateException("broken off");
                    }))
        .hasMessage("broken off");
    Map<String, SealedCharacters.Row> between = characters.read();
    RotationReport report = rotate(Progress.UNSEEN);

    assertThat(between.values()).filteredOn(row -> row.version() == 2).hasSize(500);
    assertThat(report.reencrypted()).isEqualTo(MANY - 500);
    assertEverythingOpensWithTheNewKeyAlone(MANY);
    assertThat(stores.count("SELECT max(version) FROM eve_character")).isEqualTo(2);
  }

  @Test
  void doesNoHarmTwiceAtOnce() throws Exception {
    characters.add(1, MANY, OLD_VAULT);

    List<RotationReport> reports = twoAtOnce();

    assertThat(reports).allSatisfy(report -> assertThat(report.leftAlone()).isEmpty());
    assertThat(reports.stream().mapToLong(RotationReport::reencrypted).sum()).isEqualTo(MANY);
    assertEverythingOpensWithTheNewKeyAlone(MANY);
    assertThat(stores.count("SELECT max(version) FROM eve_character")).isEqualTo(2);
  }

  @Test
  void doesNotOverwriteWhatSomebodyWritesWhileABatchIsUnderWay() throws Exception {
    characters.add(1, 3, OLD_VAULT);
    SealedToken refreshed =
        OLD_VAULT.seal(
            SealedCharacters.character(2), TokenField.ACCESS_TOKEN, Secret.of("refreshed"));
    RotationReport report;
    try (Connection writer = stores.dataSource().getConnection();
        Statement statement = writer.createStatement();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      writer.setAutoCommit(false);
      statement.execute(
          "UPDATE eve_character SET access_token = '%s', version = version + 1 WHERE id = '%s'"
              .formatted(refreshed.ciphertext(), SealedCharacters.id(2)));

      Future<RotationReport> rotation = threads.submit(() -> rotate(Progress.UNSEEN));
      awaitOneThatWaitsForALock();
      writer.commit();
      report = rotation.get(30, TimeUnit.SECONDS);
    }

    assertThat(report.reencrypted()).isEqualTo(3);
    assertThat(report.complete()).isTrue();
    SealedCharacters.Row row = characters.row(2);
    assertThat(NEW_VAULT.open(SealedCharacters.character(2), TokenField.ACCESS_TOKEN, row.access()))
        .isEqualTo(Secret.of("refreshed"));
    assertThat(row.version()).isEqualTo(3);
  }

  @Test
  void meetsAgainWhatADeadlockTookBack() throws Exception {
    characters.add(1, 2, OLD_VAULT);
    RotationReport report;
    try (Connection writer = stores.dataSource().getConnection();
        Statement statement = writer.createStatement();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      // The rotation is the first to notice, and so the one that is broken off.
      statement.execute("SET deadlock_timeout = '60s'");
      writer.setAutoCommit(false);
      statement.execute(
          "SELECT FROM eve_character WHERE id = '" + SealedCharacters.id(2) + "' FOR UPDATE");

      Future<RotationReport> rotation = threads.submit(() -> rotate(Progress.UNSEEN));
      awaitOneThatWaitsForALock();
      statement.execute(
          "SELECT FROM eve_character WHERE id = '" + SealedCharacters.id(1) + "' FOR UPDATE");
      writer.commit();
      report = rotation.get(30, TimeUnit.SECONDS);
    }

    assertThat(
            stores.count(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
        .isEqualTo(1);
    assertThat(report.reencrypted()).isEqualTo(2);
    assertEverythingOpensWithTheNewKeyAlone(2);
  }

  @Test
  void makesAServerLoseThatReadTheCharacterBefore() throws SQLException {
    characters.add(1, 1, OLD_VAULT);
    CharacterId id = SealedCharacters.character(1);
    EveCharacter before = stores.characters().find(id).orElseThrow();

    rotate(Progress.UNSEEN);

    assertThatThrownBy(() -> stores.characters().save(before.syncedAt(NOW)))
        .isInstanceOf(ConflictException.class);
    assertEverythingOpensWithTheNewKeyAlone(1);
  }

  @Test
  void losesNoTokenThatServersRefreshMeanwhile() throws Exception {
    int count = 600;
    characters.add(1, count, OLD_VAULT);
    TokenVault server = Vault.of(List.of(NEW, OLD));
    Map<CharacterId, Secret> last = new HashMap<>();
    RotationReport report;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<RotationReport> rotation = threads.submit(() -> rotate(Progress.UNSEEN));
      do {
        CharacterId id = SealedCharacters.character(1 + ThreadLocalRandom.current().nextInt(count));
        Secret refreshed = Samples.secret();
        stores.transactions().run(() -> stores.characters().save(refreshed(server, id, refreshed)));
        last.put(id, refreshed);
      } while (!rotation.isDone() || last.size() < 10);
      report = rotation.get();
    }

    assertThat(report.complete()).isTrue();
    last.forEach(
        (id, refreshed) -> {
          EsiGrant.Valid grant =
              (EsiGrant.Valid) stores.characters().find(id).orElseThrow().grant();
          assertThat(NEW_VAULT.open(id, TokenField.REFRESH_TOKEN, grant.refreshToken()))
              .isEqualTo(refreshed);
        });
    assertThat(rotate(Progress.UNSEEN).reencrypted()).isZero();
  }

  @Test
  void saysThatItCanGoOnWhenTheDatabaseFails() throws SQLException {
    characters.add(1, 1, OLD_VAULT);
    execute(stores.dataSource(), "ALTER TABLE eve_character ADD CHECK (version < 2)");

    assertThatThrownBy(() -> rotate(Progress.UNSEEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the rotation of keys was broken off, run it again to go on: ")
        .hasMessageNotContaining("v1:");
  }

  @Test
  void refusesASchemaThatIsNotUpToDate() {
    try (Persistence empty =
        Persistence.open(
            PersistenceSettings.of(DatabaseUrl.parse(server.createDatabase())), () -> NOW)) {
      assertThatThrownBy(() -> empty.rotateKeys(List.of(NEW, OLD), Progress.UNSEEN))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("./nomad migrate");
    }
  }

  private RotationReport rotate(Progress progress) {
    return stores.persistence().rotateKeys(List.of(NEW, OLD), progress);
  }

  private EveCharacter refreshed(TokenVault vault, CharacterId id, Secret token) {
    EveCharacter character = stores.characters().find(id).orElseThrow();
    EsiGrant.Valid grant = (EsiGrant.Valid) character.grant();
    return Samples.withGrant(
        character,
        new EsiGrant.Valid(
            vault.seal(id, TokenField.ACCESS_TOKEN, token),
            vault.seal(id, TokenField.REFRESH_TOKEN, token),
            grant.accessExpiresAt(),
            grant.scopes()));
  }

  private void set(int number, String column, SealedToken token) {
    execute(
        stores.dataSource(),
        "UPDATE eve_character SET %s = '%s' WHERE id = '%s'"
            .formatted(column, token.ciphertext(), SealedCharacters.id(number)));
  }

  private void awaitOneThatWaitsForALock() {
    await()
        .until(
            () ->
                stores.count(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'"),
            waiting -> waiting == 1);
  }

  private void assertEverythingOpensWithTheNewKeyAlone(int count) throws SQLException {
    Map<String, SealedCharacters.Row> rows = characters.read();
    assertThat(rows).hasSize(count);
    rows.forEach(
        (id, row) -> {
          int number = SealedCharacters.number(id);
          CharacterId owner = SealedCharacters.character(number);
          assertThat(NEW_VAULT.open(owner, TokenField.ACCESS_TOKEN, row.access()))
              .isEqualTo(SealedCharacters.token(number, TokenField.ACCESS_TOKEN));
          assertThat(NEW_VAULT.open(owner, TokenField.REFRESH_TOKEN, row.refresh()))
              .isEqualTo(SealedCharacters.token(number, TokenField.REFRESH_TOKEN));
        });
  }

  private List<RotationReport> twoAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<RotationReport> one = threads.submit(() -> rotate(Progress.UNSEEN));
      Future<RotationReport> other = threads.submit(() -> rotate(Progress.UNSEEN));
      return List.of(one.get(60, TimeUnit.SECONDS), other.get(60, TimeUnit.SECONDS));
    }
  }
}
