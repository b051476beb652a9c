package dev.evenomad.persistence;

import static dev.evenomad.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.sync.SyncState;
import dev.evenomad.domain.universe.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of characters that were linked when there were only skills to read. */
@ExtendWith(PostgresExtension.class)
final class KindsOfLinkedCharactersIT {

  /** The last version with skills alone. */
  private static final String SKILLS_ALONE = "20261124140000";

  private static final List<SyncKind> KINDS = List.of(SyncKind.values());
  private static final CharacterId PILOT = new CharacterId(90_000_000);

  private final String url;
  private final DataSource dataSource;

  KindsOfLinkedCharactersIT(PostgresServer server) {
    this.url = server.createDatabase();
    this.dataSource = PostgresServer.dataSource(url);
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:dev/evenomad/persistence/migration")
        .target(SKILLS_ALONE)
        .load()
        .migrate();
    execute("INSERT INTO app_user (id, updated_at) VALUES ('u', now())");
  }

  @Test
  void whatTheirPilotsAgreedToIsReadWithinHours() {
    link(PILOT, "valid", Scopes.MINIMAL);
    for (SyncKind kind : KINDS) {
      link(only(kind), "valid", kind.neededScopes());
      link(allBut(kind), "valid", allButOneOf(kind));
    }

    Instant before = Instant.now();
    try (PostgresStores stores = migrated()) {
      for (SyncKind kind : KINDS) {
        assertPlanned(stores, PILOT, kind, before);
        assertThat(stores.syncStates().find(allBut(kind), kind))
            .contains(parked(allBut(kind), kind));
        assertThat(stores.plannedFor(new DueWork.Sync(allBut(kind), kind))).isEmpty();
        for (SyncKind other : KINDS) {
          if (other == kind) {
            assertPlanned(stores, only(kind), kind, before);
          } else {
            assertPlanned(stores, allBut(kind), other, before);
            assertThat(stores.plannedFor(new DueWork.Sync(only(kind), other))).isEmpty();
          }
        }
      }
      assertThat(stores.count("SELECT count(DISTINCT next_poll) FROM sync_state"))
          .as("not all at once")
          .isGreaterThan(10);
    }
  }

  @Test
  void nothingIsReadWithAGrantThatIsNotInForce() {
    CharacterId aside = new CharacterId(90_000_001);
    link(PILOT, "needs_reauthorization", Scopes.MINIMAL);
    link(aside, "quarantined", Scopes.MINIMAL);

    try (PostgresStores stores = migrated()) {
      for (SyncKind kind : KINDS) {
        assertThat(stores.syncStates().find(PILOT, kind)).contains(parked(PILOT, kind));
        assertThat(stores.syncStates().find(aside, kind)).contains(parked(aside, kind));
      }
      assertThat(stores.count("SELECT count(*) FROM scheduled_tasks")).isZero();
    }
  }

  @Test
  void plansAreAsTheScheduleWritesThem() {
    link(PILOT, "valid", Scopes.MINIMAL);

    try (PostgresStores stores = migrated()) {
      for (SyncKind kind : KINDS) {
        stores.schedule().plan(new DueWork.Sync(new CharacterId(90_000_001), kind), NOW);
      }
      assertThat(
              stores.count(
                  """
                  SELECT count(*) FROM (
                    SELECT to_jsonb(t) - 'execution_time' - 'task_instance',
                        split_part(task_instance, ':', 2)
                    FROM scheduled_tasks t GROUP BY 1, 2 HAVING count(*) = 2) AS pairs
                  """))
          .isEqualTo(KINDS.size());
    }
  }

  @Test
  void skillsGoOnWhereTheyWere() {
    link(PILOT, "valid", Scopes.MINIMAL);
    execute(
        """
        INSERT INTO sync_state (character_id, kind, next_poll, detected_until, etags, failures, version)
          VALUES (%1$s, 'skills', '%2$s', '%2$s', '{}', 3, 9);
        INSERT INTO skill_snapshot VALUES (%1$s, '%2$s', '{"queue": [], "totalPoints": 7,
            "unallocatedPoints": 1, "skills": [{"skill": 3300, "trainedLevel": 4, "activeLevel": 3, "points": 5}]}');
        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
          VALUES ('sync', '%1$s:skills', '%2$s', false, 4)
        """
            .formatted(PILOT, NOW));

    try (PostgresStores stores = migrated()) {
      SyncState state = stores.syncStates().find(PILOT, SyncKind.SKILLS).orElseThrow();
      assertThat(state.nextPoll()).contains(NOW);
      assertThat(state.detectedUntil()).contains(NOW);
      assertThat(state.failures()).isEqualTo(3);
      assertThat(state.version()).isEqualTo(9);
      assertThat(stores.plannedFor(new DueWork.Sync(PILOT, SyncKind.SKILLS))).contains(NOW);
      SkillSnapshot snapshot = stores.snapshots().find(PILOT, SkillSnapshot.class).orElseThrow();
      assertThat(snapshot.asOf()).isEqualTo(NOW);
      assertThat(snapshot.skills().totalPoints()).isEqualTo(7);
      assertThat(snapshot.skills().skills())
          .containsExactly(new TrainedSkill(new TypeId(3300), 4, 3, 5));
    }
  }

  private PostgresStores migrated() {
    return new PostgresStores(url, () -> NOW);
  }

  private void assertPlanned(
      PostgresStores stores, CharacterId character, SyncKind kind, Instant before) {
    SyncState state = stores.syncStates().find(character, kind).orElseThrow();
    assertThat(state.parked()).isEqualTo(parked(character, kind));
    // The database's clock is this machine's.
    assertThat(state.nextPoll().orElseThrow())
        .isBetween(before.minusSeconds(60), Instant.now().plus(Duration.ofHours(4)));
    assertThat(stores.plannedFor(new DueWork.Sync(character, kind))).isEqualTo(state.nextPoll());
  }

  private static SyncState parked(CharacterId character, SyncKind kind) {
    SyncState parked = SyncState.start(character, kind, NOW).parked();
    return new SyncState(
        character,
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        parked.etags(),
        0,
        false,
        1);
  }

  private static CharacterId only(SyncKind kind) {
    return new CharacterId(91_000_000 + KINDS.indexOf(kind));
  }

  private static CharacterId allBut(SyncKind kind) {
    return new CharacterId(92_000_000 + KINDS.indexOf(kind));
  }

  private static Scopes allButOneOf(SyncKind kind) {
    Scope missing = kind.neededScopes().values().iterator().next();
    return Scopes.of(
        Scopes.MINIMAL.values().stream()
            .filter(scope -> !scope.equals(missing))
            .collect(Collectors.toSet()));
  }

  private void link(CharacterId character, String grantState, Scopes scopes) {
    boolean lost = grantState.equals("needs_reauthorization");
    execute(
        """
        INSERT INTO eve_character (id, character_id, character_name, corporation_id, user_id,
            grant_state, grant_lost_at, access_token, refresh_token, token_expires_at, scopes, updated_at)
        VALUES ('%1$s', %1$s, 'Nomad', 1, 'u', '%2$s', now(), %3$s, %3$s, %4$s,
            string_to_array('%5$s', ' '), now())
        """
            .formatted(
                character, grantState, lost ? "NULL" : "'token'", lost ? "NULL" : "now()", scopes));
  }

  private void execute(String sql) {
    PostgresServer.execute(dataSource, sql);
  }
}
