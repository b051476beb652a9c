package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What all sources of characters' data have in common. The {@code given} methods arrange the world
 * on the other side, for the rest of the test. Times are of the second, as EVE's are.
 */
interface PilotDataContract {

  /** The moment that both sides take for now. */
  Instant now();

  /** Each question that the source can ask about a character. */
  List<Fetched<?>> ask(CharacterId character, Secret accessToken);

  /**
   * EVE has that character, with nothing.
   *
   * @return an access token with those scopes
   */
  Secret givenPilot(CharacterId character, Scopes scopes);

  /** That access token is over. */
  void givenExpired(Secret accessToken);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  /**
   * ESI wants callers to wait.
   *
   * @param retryAfter in whole seconds
   */
  void givenThrottled(Duration retryAfter);

  @Test
  default void tellsThatTheAccessTokenIsOverOrNotEves() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenExpired(token);

    for (Secret refused : List.of(token, Samples.secret())) {
      assertThat(ask(character, refused))
          .isNotEmpty()
          .allMatch(new Fetched.Unauthorized<>()::equals);
    }
  }

  @Test
  default void tellsThatAScopeIsMissing() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.NONE);

    assertThat(ask(character, token))
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .isInstanceOf(Fetched.Forbidden.class)
                    .asString()
                    .doesNotContain(token.reveal()));
  }

  @Test
  default void tellsAnOutage() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenDown();

    assertThat(ask(character, token))
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .isInstanceOf(Fetched.Unavailable.class)
                    .asString()
                    .doesNotContain(token.reveal()));
  }

  @Test
  default void tellsHowLongToWait() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenThrottled(Duration.ofSeconds(42));

    assertThat(ask(character, token).get(0))
        .isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(42)));
  }

  /** The data in {@code answer}, which has to be new. */
  static <T> Fetched.Fresh<T> fresh(Fetched<T> answer) {
    if (answer instanceof Fetched.Fresh<T> fresh) {
      return fresh;
    }
    throw new AssertionError("expected fresh data, got " + answer);
  }
}
