package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;

import com.sun.net.httpserver.HttpExchange;
import dev.evenomad.domain.cache.Cache;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillQueueEntry;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.esi.http.LoopbackServer.Responder;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.contract.SkillSourceContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

final class EsiSkillSourceContractIT implements SkillSourceContract {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

  private final SimulatedEsi eve = new SimulatedEsi();
  private final Cache cache = new RecordingCache();
  private final Esi esi = Esi.connect(eve.settings(), cache, new FakeBudgets(), () -> NOW);
  private final Map<String, Scopes> tokens = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  @Override
  public SkillSource source() {
    return esi.skillSource();
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public Secret givenPilot(CharacterId character, Scopes scopes) {
    String token = "access-token-of-" + character;
    tokens.put("Bearer " + token, scopes);
    givenQueue(character, SkillQueue.EMPTY);
    givenSkills(character, TrainedSkills.NONE);
    return Secret.of(token);
  }

  @Override
  public void givenQueue(CharacterId character, SkillQueue queue) {
    String body =
        queue.entries().stream()
            .map(EsiSkillSourceContractIT::json)
            .collect(Collectors.joining(",", "[", "]"));
    on("/characters/" + character + "/skillqueue", Scope.READ_SKILL_QUEUE, body);
  }

  @Override
  public void givenSkills(CharacterId character, TrainedSkills skills) {
    String list =
        skills.skills().stream()
            .map(
                skill ->
                    """
                    {"skill_id":%s,"trained_skill_level":%d,"active_skill_level":%d,
                     "skillpoints_in_skill":%d}\
                    """
                        .formatted(
                            skill.skill(),
                            skill.trainedLevel(),
                            skill.activeLevel(),
                            skill.points()))
            .collect(Collectors.joining(",", "[", "]"));
    on(
        "/characters/" + character + "/skills",
        Scope.READ_SKILLS,
        "{\"skills\":%s,\"total_sp\":%d,\"unallocated_sp\":%d}"
            .formatted(list, skills.totalPoints(), skills.unallocatedPoints()));
  }

  @Override
  public void givenExpired(Secret accessToken) {
    tokens.remove("Bearer " + accessToken.reveal());
  }

  @Override
  public void givenDown() {
    everywhere(
        answer(503, "{\"error\":\"The datasource tranquility is temporarily unavailable\"}"));
  }

  @Override
  public void givenThrottled(Duration retryAfter) {
    everywhere(answer(429, "{}", "Retry-After", Long.toString(retryAfter.toSeconds())));
  }

  private volatile Optional<Responder> instead = Optional.empty();

  private void everywhere(Responder responder) {
    instead = Optional.of(responder);
  }

  private void on(String path, Scope needed, String body) {
    Responder data = SimulatedEsi.json(body, "\"" + UUID.randomUUID() + "\"");
    eve.server.on(
        path, exchange -> instead.orElse(guarded(exchange, needed, data)).respond(exchange));
  }

  private Responder guarded(HttpExchange exchange, Scope needed, Responder data) {
    Scopes scopes = tokens.get(exchange.getRequestHeaders().getFirst("Authorization"));
    if (scopes == null) {
      return answer(401, "{\"error\":\"Token is expired\"}");
    }
    return scopes.include(Scopes.of(needed))
        ? data
        : answer(403, "{\"error\":\"Token is not valid for scope(s): " + needed + "\"}");
  }

  private static String json(SkillQueueEntry entry) {
    return """
    {"queue_position":%d,"skill_id":%s,"finished_level":%d%s%s%s}\
    """
        .formatted(
            entry.position(),
            entry.skill(),
            entry.level().value(),
            entry.startsAt().map(at -> ",\"start_date\":\"" + at + "\"").orElse(""),
            entry.finishesAt().map(at -> ",\"finish_date\":\"" + at + "\"").orElse(""),
            entry
                .points()
                .map(
                    points ->
                        ",\"level_start_sp\":%d,\"level_end_sp\":%d,\"training_start_sp\":%d"
                            .formatted(
                                points.levelStart(), points.levelEnd(), points.trainingStart()))
                .orElse(""));
  }
}
