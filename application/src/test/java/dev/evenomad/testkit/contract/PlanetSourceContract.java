package dev.evenomad.testkit.contract;

import static dev.evenomad.testkit.contract.PilotDataContract.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.planet.Colony;
import dev.evenomad.domain.planet.Extractor;
import dev.evenomad.domain.planet.PinId;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.planet.PlanetType;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.PlanetId;
import dev.evenomad.domain.universe.SolarSystemId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link PlanetSource} does. */
public interface PlanetSourceContract extends PilotDataContract {

  /** The adapter under test. */
  PlanetSource source();

  /** Those are the character's colonies from now on, with their extractors. */
  void givenColonies(CharacterId character, List<Colony> colonies);

  @Override
  default List<Fetched<?>> ask(CharacterId character, Secret accessToken) {
    givenColonies(character, colonies());
    return List.of(
        source().fetchColonies(character, accessToken, Optional.empty()),
        source().fetchExtractors(character, colonies().get(0).planet(), accessToken));
  }

  @Test
  default void readsColoniesOfEveryTypeAndTheirExtractors() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenColonies(character, colonies());

    Fetched.Fresh<List<Colony>> read =
        fresh(source().fetchColonies(character, token, Optional.empty()));

    assertThat(read.value())
        .isEqualTo(colonies().stream().map(colony -> colony.with(List.of())).toList());
    assertThat(read.freshUntil()).isAfterOrEqualTo(now());
    for (Colony colony : colonies()) {
      assertThat(fresh(source().fetchExtractors(character, colony.planet(), token)).value())
          .isEqualTo(colony.extractors());
    }
  }

  @Test
  default void sendsColoniesAgainOnlyIfTheyHaveChanged() {
    CharacterId character = Samples.characterId();
    Secret token = givenPilot(character, Scopes.MINIMAL);
    givenColonies(character, colonies());
    Optional<ETag> etag = fresh(source().fetchColonies(character, token, Optional.empty())).etag();

    assertThat(etag).isPresent();
    assertThat(source().fetchColonies(character, token, etag))
        .isInstanceOf(Fetched.NotModified.class);
    givenColonies(character, List.of());
    assertThat(fresh(source().fetchColonies(character, token, etag)).value()).isEmpty();
  }

  private static List<Colony> colonies() {
    List<Colony> colonies = new ArrayList<>();
    for (PlanetType type : PlanetType.values()) {
      int number = colonies.size();
      colonies.add(
          new Colony(
              new PlanetId(40_009_077 + number),
              type,
              new SolarSystemId(30_000_142),
              number % 6,
              12,
              Instant.parse("2026-08-30T18:00:00Z"),
              number % 2 == 1
                  ? List.of()
                  : List.of(
                      new Extractor(
                          new PinId(1_046_000_000_001L),
                          Optional.of(new TypeId(2268)),
                          Optional.of(Instant.parse("2026-08-30T18:00:00Z")),
                          Optional.of(Instant.parse("2026-09-03T18:00:00Z"))),
                      new Extractor(
                          new PinId(1_046_000_000_002L),
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty()))));
    }
    return colonies;
  }
}
