package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.QueueEntry;
import dev.evenomad.bootstrap.sandbox.web.Json;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What ESI tells about characters. */
final class CharacterRoutes {

  private static final Duration AFFILIATION_TIME = Duration.ofHours(1);

  /** Corporation of the deleted. */
  private static final long DOOMHEIM = 1_000_001;

  private final Pilots pilots;
  private final EsiCache cache;

  CharacterRoutes(Pilots pilots, EsiCache cache) {
    this.pilots = pilots;
    this.cache = cache;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add(
            "GET",
            "/characters/{character_id}",
            EsiRoute.open(new CachePolicy.Timed(Duration.ofDays(1)), this::detail))
        .add(
            "POST",
            "/characters/affiliation",
            EsiRoute.open(new CachePolicy.Silent(), this::affiliation))
        .add(
            "GET",
            "/characters/{character_id}/skills",
            training("esi-skills.read_skills.v1", CharacterRoutes::skills))
        .add(
            "GET",
            "/characters/{character_id}/skillqueue",
            training("esi-skills.read_skillqueue.v1", CharacterRoutes::skillQueue))
        .add(
            "GET",
            "/characters/{character_id}/portrait",
            EsiRoute.open(new CachePolicy.Daily(), this::portrait).in(RateGroup.CHAR_DETAIL));
  }

  private EsiRoute training(String scope, Function<Pilot, Object> body) {
    return EsiRoute.open(
            new CachePolicy.EventDriven(Duration.ofSeconds(60)), call -> body.apply(pilot(call)))
        .allowedBy(scope)
        .in(RateGroup.CHAR_DETAIL)
        .revisedBy(call -> pilot(call).revision());
  }

  private Pilot pilot(Call call) {
    return present(pilots, call);
  }

  /** The character in the path. */
  static Pilot present(Pilots pilots, Call call) {
    var pilot =
        pilots.find(call.characterId()).orElseThrow(() -> new EsiError(404, "Character not found"));
    if (pilot.profile().biomassed()) {
      throw EsiError.withStatus(404, "Character has been deleted!");
    }
    return pilot;
  }

  private Object portrait(Call call) {
    var id = pilot(call).characterId();
    var body = new LinkedHashMap<String, Object>();
    for (var size : List.of(128, 256, 512, 64)) {
      body.put(
          "px" + size + "x" + size,
          "https://images.evetech.net/characters/"
              + id
              + "/portrait?tenant=tranquility&size="
              + size);
    }
    return body;
  }

  private Object detail(Call call) {
    var pilot = pilot(call);
    var profile = pilot.profile();
    var body = new LinkedHashMap<String, Object>();
    if (!call.compatibility().isBefore(CompatibilityDates.CHARACTER_ACHIEVEMENTS)) {
      body.put("achievement_score", 0);
    }
    profile.allianceId().ifPresent(id -> body.put("alliance_id", id));
    body.put("birthday", text(profile.birthday()));
    body.put("bloodline_id", 4);
    body.put("corporation_id", profile.corporationId());
    body.put("description", "");
    body.put("gender", pilot.characterId() % 2 == 0 ? "male" : "female");
    body.put("name", pilot.name());
    body.put("race_id", 2);
    body.put("security_status", 0.5);
    return body;
  }

  private Object affiliation(Call call) {
    var found = new ArrayList<Object>();
    for (var id : IdList.of(call.request())) {
      pilots
          .find(id)
          .map(
              pilot ->
                  cache.get(
                      "affiliation " + id,
                      1,
                      new CachePolicy.Timed(AFFILIATION_TIME),
                      0,
                      call.now(),
                      () -> List.of(Body.of(affiliation(pilot)))))
          .map(lookup -> lookup.answer().pages().getFirst().plain())
          .flatMap(Json::read)
          .ifPresent(found::add);
    }
    return found;
  }

  private static Map<String, Object> affiliation(Pilot pilot) {
    var profile = pilot.profile();
    var body = new LinkedHashMap<String, Object>();
    if (!profile.biomassed()) {
      profile.allianceId().ifPresent(id -> body.put("alliance_id", id));
    }
    body.put("character_id", pilot.characterId());
    body.put("corporation_id", profile.biomassed() ? DOOMHEIM : profile.corporationId());
    return body;
  }

  private static Object skills(Pilot pilot) {
    var skills = new ArrayList<Map<String, Object>>();
    pilot
        .skills()
        .forEach(
            (id, skill) -> {
              var body = new LinkedHashMap<String, Object>();
              body.put("active_skill_level", skill.level());
              body.put("skill_id", id);
              body.put("skillpoints_in_skill", skill.skillPoints());
              body.put("trained_skill_level", skill.level());
              skills.add(body);
            });
    var body = new LinkedHashMap<String, Object>();
    body.put("skills", skills);
    body.put("total_sp", pilot.totalSkillPoints());
    return body;
  }

  private static List<Map<String, Object>> skillQueue(Pilot pilot) {
    var entries = new ArrayList<Map<String, Object>>();
    for (var entry : pilot.queue().entries()) {
      entries.add(queueEntry(entry, entries.size()));
    }
    return entries;
  }

  private static Map<String, Object> queueEntry(QueueEntry entry, int position) {
    var body = new LinkedHashMap<String, Object>();
    entry.finish().ifPresent(finish -> body.put("finish_date", text(finish)));
    body.put("finished_level", entry.level());
    body.put("level_end_sp", entry.levelEndSp());
    body.put("level_start_sp", entry.levelStartSp());
    body.put("queue_position", position);
    body.put("skill_id", entry.skillId());
    entry.start().ifPresent(start -> body.put("start_date", text(start)));
    body.put("training_start_sp", entry.trainingStartSp());
    return body;
  }

  /** As ESI writes times, in whole seconds. */
  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
