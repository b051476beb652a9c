package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.esi.limit.FakeBudgets;
import dev.evenomad.testkit.contract.PublicProfilesContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EsiPublicProfilesIT implements PublicProfilesContract {

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId PILOT = new CharacterId(2112000001L);

  private final SimulatedEsi eve = new SimulatedEsi();
  private final Esi esi =
      Esi.connect(eve.settings(), new RecordingCache(), new FakeBudgets(), () -> NOW);
  private final Map<CharacterId, String> profiles = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    esi.close();
    eve.close();
  }

  @Override
  public PublicProfiles profiles() {
    return esi.publicProfiles();
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public void givenProfile(CharacterId character, PublicProfile profile) {
    String body =
        """
        {"achievement_score":0,"birthday":"2020-01-01T00:00:00Z","bloodline_id":1,%s
         "corporation_id":%s,"gender":"unheard of","name":"Nomad Tester","race_id":1}\
        """
            .formatted(
                profile.alliance().map(id -> "\"alliance_id\":" + id + ",").orElse(""),
                profile.corporation());
    profiles.put(character, body);
    eve.server.on("/characters/" + character, answer(200, body));
  }

  @Override
  public void givenDown() {
    profiles
        .keySet()
        .forEach(id -> eve.server.on("/characters/" + id, answer(502, "<html>Bad gateway")));
  }

  @Override
  public void givenThrottled(Duration retryAfter) {
    profiles
        .keySet()
        .forEach(
            id ->
                eve.server.on(
                    "/characters/" + id,
                    answer(
                        420,
                        "{}",
                        "X-ESI-Error-Limit-Remain",
                        "0",
                        "X-ESI-Error-Limit-Reset",
                        Long.toString(retryAfter.toSeconds()))));
  }

  @Test
  void holdsForADayIfEsiDoesNotSayOtherwise() {
    PublicProfile profile = new PublicProfile(new CorporationId(98000001), Optional.empty());
    givenProfile(PILOT, profile);

    assertThat(profiles().fetch(PILOT))
        .isEqualTo(
            new Fetched.Fresh<>(profile, Optional.empty(), Instant.parse("2026-09-02T10:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"name\":\"Nomad Tester\"}",
        "{\"corporation_id\":0}",
        "{\"corporation_id\":\"98000001\"}",
        "{\"corporation_id\":98000001,\"alliance_id\":-5}"
      })
  void refusesAProfileWithoutASensibleCorporation(String body) {
    eve.server.on("/characters/" + PILOT, answer(200, body));

    assertThat(profiles().fetch(PILOT)).isInstanceOf(Fetched.Unavailable.class);
  }
}
