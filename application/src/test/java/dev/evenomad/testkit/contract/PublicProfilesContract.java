package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.AllianceId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CorporationId;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.PublicProfiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link PublicProfiles} does. The {@code given} methods arrange the
 * world on the other side of it, for the rest of the test.
 */
public interface PublicProfilesContract {

  /** The adapter under test. */
  PublicProfiles profiles();

  /** The moment that both sides take for now. */
  Instant now();

  /** EVE has that character. It knows no others. */
  void givenProfile(CharacterId character, PublicProfile profile);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  /**
   * ESI wants callers to wait.
   *
   * @param retryAfter in whole seconds
   */
  void givenThrottled(Duration retryAfter);

  @Test
  default void readsAProfileWithAndWithoutAlliance() {
    for (PublicProfile profile :
        List.of(
            new PublicProfile(new CorporationId(98000001), Optional.of(new AllianceId(99000001))),
            new PublicProfile(new CorporationId(1000169), Optional.empty()))) {
      CharacterId character = Samples.characterId();
      givenProfile(character, profile);

      assertThat(profiles().fetch(character))
          .isInstanceOfSatisfying(
              Fetched.Fresh.class,
              fresh -> {
                assertThat(fresh.value()).isEqualTo(profile);
                assertThat(fresh.freshUntil()).isAfterOrEqualTo(now());
              });
    }
  }

  @Test
  default void tellsThatThereIsNoSuchCharacter() {
    assertThat(profiles().fetch(Samples.characterId())).isEqualTo(new Fetched.Absent<>());
  }

  @Test
  default void tellsAnOutage() {
    CharacterId character = Samples.characterId();
    givenProfile(character, new PublicProfile(new CorporationId(1), Optional.empty()));
    givenDown();

    assertThat(profiles().fetch(character)).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test
  default void tellsHowLongToWait() {
    CharacterId character = Samples.characterId();
    givenProfile(character, new PublicProfile(new CorporationId(1), Optional.empty()));
    givenThrottled(Duration.ofSeconds(42));

    assertThat(profiles().fetch(character))
        .isEqualTo(new Fetched.Throttled<>(Duration.ofSeconds(42)));
  }
}
