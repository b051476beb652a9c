package dev.evenomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.EsiGrant;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.JobId;
import dev.evenomad.domain.job.JobQuery;
import dev.evenomad.domain.job.JobType;
import dev.evenomad.domain.skill.SkillLevel;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.TrainedSkill;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.http.Api.Phone;
import dev.evenomad.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters, their skills, and jobs about them. */
final class CharactersIT {

  @RegisterExtension static final Api api = new Api();

  private final Phone phone = api.signIn();
  private final CharacterId character = phone.character();
  private final String path = "/v1/characters/" + character;

  @Test
  void aCharacterIsShownWithoutItsTokens() {
    Instant linkedAt = api.clock.instant();
    String expected =
        """
        {"characterId":%s,"name":"%s","corporationId":98000001,"allianceId":null,\
        "grant":{"state":"valid","scopes":\
        ["esi-industry.read_character_jobs.v1","esi-mail.read_mail.v1",\
        "esi-markets.read_character_orders.v1","esi-planets.manage_planets.v1",\
        "esi-skills.read_skillqueue.v1","esi-skills.read_skills.v1"],"missingScopes":[]},"sync":"active",\
        "data":[{"kind":"skills","readable":true,"missingScopes":[],"sync":"active"},\
        {"kind":"mail","readable":true,"missingScopes":[],"sync":"active"},\
        {"kind":"market_orders","readable":true,"missingScopes":[],"sync":"active"},\
        {"kind":"industry_jobs","readable":true,"missingScopes":[],"sync":"active"},\
        {"kind":"planets","readable":true,"missingScopes":[],"sync":"active"}],\
        "linkedAt":"%s","lastSyncAt":null}\
        """
            .formatted(
                character, api.stores.characters().find(character).orElseThrow().name(), linkedAt);

    assertThat(api.get(path, phone.token()).is(200).body()).isEqualTo(expected);
    assertThat(api.get("/v1/characters", phone.token()).is(200).body())
        .isEqualTo("{\"items\":[" + expected + "]}");
  }

  @Test
  void aCharacterWhoseGrantIsGoneSaysSo() {
    api.stores
        .characters()
        .save(
            api.stores
                .characters()
                .find(character)
                .orElseThrow()
                .deauthorized(api.clock.instant()));

    Answer answer = api.get(path, phone.token());
    assertThat(answer.text("grant.state")).isEqualTo("needs_reauthorization");
    assertThat(answer.list("data"))
        .allSatisfy(
            data ->
                assertThat(data)
                    .containsEntry("readable", false)
                    .containsEntry("missingScopes", List.of()));
  }

  @Test
  void whatThePlanDoesNotCoverIsPausedVisibly() {
    CharacterId last = character;
    for (int i = 0; i < 3; i++) {
      api.clock.advance(Duration.ofSeconds(1));
      last = api.newCharacter();
      link(last);
    }
    api.doDueWork();

    String lastPath = "/v1/characters/" + last;
    Answer paused = api.get(lastPath, phone.token()).is(200);
    assertThat(paused.text("sync")).isEqualTo("paused_by_plan");
    assertThat(paused.list("data"))
        .hasSameSizeAs(SyncKind.values())
        .allSatisfy(data -> assertThat(data).containsEntry("sync", "paused_by_plan"));
    assertThat(api.get("/v1/characters", phone.token()).list("items"))
        .extracting(item -> item.get("sync"))
        .containsExactly("active", "active", "active", "paused_by_plan");
    assertThat(api.get(lastPath + "/skills", phone.token()).member("stale")).isEqualTo(true);
    assertThat(api.get(path + "/skills", phone.token()).member("stale")).isEqualTo(false);
    Answer plan = api.get("/v1/me/subscription", phone.token());
    assertThat(plan.member("plan.activeCharacters")).isEqualTo(3);
    assertThat(plan.member("plan.pausedCharacters")).isEqualTo(1);
    String cure =
        api.post(lastPath + "/sync", phone.token()).isProblem(409, "paused_by_plan").text("detail");
    assertThat(cure).contains("default character", "premium");

    api.sendJson(
            "PATCH", "/v1/me/settings", phone.token(), "{\"defaultCharacterId\": " + last + "}")
        .is(200);
    assertThat(api.get(lastPath, phone.token()).text("sync")).isEqualTo("active");
    api.doDueWork();
    assertThat(api.get(lastPath + "/skills", phone.token()).member("stale")).isEqualTo(false);
  }

  @Test
  void scopesThatThePilotDidNotAgreeToAreNamed() {
    Scopes given = Scopes.of(Scope.READ_SKILLS);
    agreeTo(given);

    Answer answer = api.get(path, phone.token());

    assertThat(answer.text("grant.state")).isEqualTo("valid");
    assertThat(answer.list("data")).hasSameSizeAs(SyncKind.values());
    for (SyncKind kind : SyncKind.values()) {
      assertThat(answer.list("data"))
          .contains(
              Map.of(
                  "kind",
                  kind.name().toLowerCase(Locale.ROOT),
                  "readable",
                  given.include(kind.neededScopes()),
                  "missingScopes",
                  given.lacking(kind.neededScopes()).values().stream().map(Scope::value).toList(),
                  "sync",
                  given.include(kind.neededScopes()) ? "active" : "not_readable"));
    }
    assertThat(answer.member("grant.missingScopes"))
        .isEqualTo(given.lacking(Scopes.MINIMAL).values().stream().map(Scope::value).toList());
  }

  @Test
  void whereThePilotAgreedToNothingThereIsNothingToSync() {
    agreeTo(Scopes.NONE);

    api.post(path + "/sync", phone.token()).isProblem(409, "reauthorization_needed");
  }

  private void agreeTo(Scopes given) {
    EveCharacter known = api.stores.characters().find(character).orElseThrow();
    EsiGrant.Valid grant = (EsiGrant.Valid) known.grant();
    api.stores
        .characters()
        .save(
            Samples.withGrant(
                known,
                new EsiGrant.Valid(
                    grant.accessToken(), grant.refreshToken(), grant.accessExpiresAt(), given)));
  }

  @Test
  void aCharacterIsRemovedAndItsGrantEnded() {
    CharacterId other = api.newCharacter();
    link(other);
    api.doDueWork();

    Answer removed = api.delete("/v1/characters/" + other, phone.token()).is(204);

    assertThat(removed.body()).isEmpty();
    api.get("/v1/characters/" + other, phone.token()).isProblem(404, "not_found");
    api.delete("/v1/characters/" + other, phone.token()).isProblem(404, "not_found");
    assertThat(api.get("/v1/characters", phone.token()).list("items")).hasSize(1);
    api.doDueWork();
    assertThat(api.eve.grants(other)).isZero();
    assertThat(api.eve.grants(character)).isEqualTo(1);
  }

  @Test
  void theLastCharacterStays() {
    api.delete(path, phone.token()).isProblem(409, "last_character");

    api.get(path, phone.token()).is(200);
  }

  @Test
  void nobodyRemovesAnotherPilotsCharacter() {
    Phone other = api.signIn();
    link(api.newCharacter());

    for (String id : List.of(other.character().toString(), "1", "0", "-1", "abc", "%00")) {
      api.delete("/v1/characters/" + id, phone.token()).isProblem(404, "not_found");
    }
    api.get("/v1/characters/" + other.character(), other.token()).is(200);
  }

  private void link(CharacterId other) {
    String ticket = api.post("/v1/auth/link", phone.token()).is(200).text("ticket");
    assertThat(api.comeBack(api.goToEve(Optional.of(ticket)), other)).containsKey("code");
  }

  @Test
  void beforeTheFirstSyncThereAreNoSkillsAndTheyAreStale() {
    assertThat(api.get(path + "/skills", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":null,"stale":true,"totalPoints":0,"unallocatedPoints":0,\
            "items":[]}\
            """
                .formatted(character));
    assertThat(api.get(path + "/skill-queue", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":null,"stale":true,"paused":false,"endsAt":null,"items":[]}\
            """
                .formatted(character));
  }

  @Test
  void skillsAndQueueAreShownAsTheyWereRead() {
    Instant now = api.clock.instant();
    Instant end = now.plus(Duration.ofHours(3));
    api.eve.setQueue(
        character,
        new SkillQueue(
            List.of(
                new SkillQueueEntry(
                    0,
                    new TypeId(3300),
                    new SkillLevel(5),
                    Optional.of(now),
                    Optional.of(end),
                    Optional.of(new SkillQueueEntry.Points(45_255, 256_000, 50_000))),
                new SkillQueueEntry(
                    2,
                    new TypeId(3301),
                    new SkillLevel(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))));
    api.eve.setSkills(
        character,
        new TrainedSkills(
            List.of(new TrainedSkill(new TypeId(3300), 4, 3, 50_000)), 5_000_000_000L, 7));
    api.doDueWork();

    assertThat(api.get(path + "/skills", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"totalPoints":5000000000,\
            "unallocatedPoints":7,"items":[\
            {"skillId":3300,"trainedLevel":4,"activeLevel":3,"points":50000}]}\
            """
                .formatted(character, now));
    assertThat(api.get(path + "/skill-queue", phone.token()).is(200).body())
        .isEqualTo(
            """
            {"characterId":%s,"asOf":"%s","stale":false,"paused":false,"endsAt":"%s","items":[\
            {"position":0,"skillId":3300,"level":5,"startsAt":"%s","finishesAt":"%s","points":\
            {"levelStart":45255,"levelEnd":256000,"trainingStart":50000}},\
            {"position":2,"skillId":3301,"level":1,"startsAt":null,"finishesAt":null,\
            "points":null}]}\
            """
                .formatted(character, now, end, now, end));
    assertThat(api.get(path, phone.token()).text("lastSyncAt")).isEqualTo(now.toString());
  }

  @Test
  void aSyncCanBeAskedForAndFollowed() {
    api.doDueWork();
    api.clock.advance(Duration.ofMinutes(5));

    Answer accepted = api.post(path + "/sync", phone.token()).is(202);
    assertThat(accepted.list("jobs"))
        .map(job -> job.get("type"))
        .containsExactly(
            "sync-skills", "sync-mail", "sync-market-orders", "sync-industry-jobs", "sync-planets");
    assertThat(accepted.list("jobs").getFirst())
        .satisfies(
            job ->
                assertThat(job)
                    .containsEntry("type", "sync-skills")
                    .containsEntry("status", "pending")
                    .containsEntry("characterId", (int) character.value())
                    .containsEntry("attempts", 0)
                    .containsEntry("startedAt", null)
                    .containsKeys("id", "createdAt", "completedAt", "result", "error")
                    .doesNotContainKey("payload"));
    String job = accepted.location().toString();
    assertThat(job).isEqualTo("/v1/jobs/" + accepted.list("jobs").getFirst().get("id"));
    assertThat(api.get(job, phone.token()).is(200).text("status")).isEqualTo("pending");

    Answer again = api.post(path + "/sync", phone.token()).is(202);
    assertThat(again.location()).as("it is queued already").isEqualTo(accepted.location());

    api.doDueWork();
    Answer done = api.get(job, phone.token()).is(200);
    assertThat(done.text("status")).isEqualTo("completed");
    assertThat(done.text("completedAt")).isEqualTo(api.clock.instant().toString());
    assertThat(api.get(path + "/jobs", phone.token()).is(200).list("items"))
        .contains(done.object());
  }

  @Test
  void jobsAreListedInPages() {
    api.doDueWork();
    api.clock.advance(Duration.ofMinutes(5));
    api.post(path + "/sync", phone.token()).is(202);
    List<Object> all = ids(api.get(path + "/jobs", phone.token()).is(200));
    List<Object> paged = new ArrayList<>();

    String cursor = "";
    do {
      Answer page = api.get(path + "/jobs?limit=2" + cursor, phone.token()).is(200);
      paged.addAll(ids(page));
      Object next = page.object().get("nextCursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());

    assertThat(paged).hasSizeGreaterThan(4).isEqualTo(all);
    assertThat(ids(api.get(path + "/jobs?status=pending", phone.token()).is(200))).hasSize(5);
    assertThat(ids(api.get(path + "/jobs?status=failed", phone.token()).is(200))).isEmpty();
    for (String query : List.of("limit=0", "limit=101", "limit=x", "cursor=x", "status=done")) {
      api.get(path + "/jobs?" + query, phone.token()).isProblem(400, "invalid_request");
    }
    api.doDueWork();
  }

  private static List<Object> ids(Answer page) {
    return page.list("items").stream().map(job -> job.get("id")).toList();
  }

  @Test
  void aSyncIsRefusedWhileTooManyWait() {
    api.doDueWork();
    for (int i = 0; i < 5_000; i++) {
      api.stores
          .schedule()
          .plan(
              new DueWork.RunJob(new JobId("waiting-" + i), JobType.SYNC_MAIL),
              api.clock.instant());
    }

    assertThat(
            api.post(path + "/sync", phone.token())
                .isProblem(503, "overloaded")
                .header("Retry-After"))
        .hasValue("30");

    api.doDueWork();
    api.post(path + "/sync", phone.token()).is(202);
    api.doDueWork();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/skills", "/skill-queue", "/jobs"})
  void whatIsNotTheCallersOwnIsNotFound(String below) {
    Phone other = api.signIn();

    for (String id :
        List.of(
            other.character().toString(),
            "1",
            "0",
            "-1",
            "abc",
            "1.0",
            "9223372036854775808",
            "%20",
            "%00",
            "%C3%A9",
            "..%2F..")) {
      api.get("/v1/characters/" + id + below, phone.token()).isProblem(404, "not_found");
    }
  }

  @Test
  void nobodyCanAskForASyncOfAnotherPilotsCharacter() {
    Phone other = api.signIn();

    for (String id : List.of(other.character().toString(), "1", "abc")) {
      api.post("/v1/characters/" + id + "/sync", phone.token()).isProblem(404, "not_found");
    }
    assertThat(api.stores.jobs().page(JobQuery.latest(10).ofCharacter(other.character())).items())
        .isEmpty();
  }

  @Test
  void anotherPilotsJobIsNotFound() {
    Phone other = api.signIn();
    String job =
        api.post("/v1/characters/" + other.character() + "/sync", other.token())
            .location()
            .toString();

    api.get(job, other.token()).is(200);
    api.get(job, phone.token()).isProblem(404, "not_found");
    api.get("/v1/jobs/unknown", phone.token()).isProblem(404, "not_found");
    api.get("/v1/jobs/%00", phone.token()).isProblem(404, "not_found");
    api.get("/v1/jobs/" + "x".repeat(65), phone.token()).isProblem(404, "not_found");
  }
}
