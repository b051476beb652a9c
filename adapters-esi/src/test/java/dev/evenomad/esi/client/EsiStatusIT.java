package dev.evenomad.esi.client;

import static dev.evenomad.esi.http.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.Fetched;
import dev.evenomad.esi.http.LoopbackServer;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EsiStatusIT {

  private static final String STATUS =
      """
      {"players":21034,"server_version":"3142586","start_time":"2026-11-23T11:01:12Z"}\
      """;

  private final SimulatedEsi esi = new SimulatedEsi();

  @AfterEach
  void close() {
    esi.close();
  }

  @Test
  void theGameIsAskedForAsEverythingElse() {
    esi.server.on("/status", answer(200, STATUS));

    assertThat(check())
        .isInstanceOfSatisfying(
            Fetched.Fresh.class,
            fresh ->
                assertThat(fresh.value())
                    .isEqualTo(
                        new EsiStatus(
                            21_034, "3142586", Instant.parse("2026-11-23T11:01:12Z"), false)));
    LoopbackServer.Request asked = esi.server.requests().getFirst();
    assertThat(asked.header("X-Compatibility-Date")).contains("2026-08-04");
    assertThat(asked.header("User-Agent")).contains("EveNomad-test/1.0 (test@example.org)");
  }

  @Test
  void aGameForStaffOnlyIsKnown() {
    esi.server.on("/status", answer(200, STATUS.replace("}", ",\"vip\":true}")));

    assertThat(check())
        .isInstanceOfSatisfying(
            Fetched.Fresh.class,
            fresh -> assertThat(((EsiStatus) fresh.value()).staffOnly()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"players\":\"many\"}", "<html>"})
  void anotherServerInPlaceOfEsiIsNotUsable(String body) {
    esi.server.on("/status", answer(200, body));

    assertThat(check()).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test
  void aTruthThatIsNoneIsRefused() {
    esi.server.on("/status", answer(200, STATUS.replace("}", ",\"vip\":\"yes\"}")));

    assertThat(check())
        .isEqualTo(
            new Fetched.Unavailable<>("ESI's answer makes no sense: vip is not a truth value"));
  }

  private Fetched<EsiStatus> check() {
    return Esi.check(esi.settings(), InstantSource.system());
  }
}
