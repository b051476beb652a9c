package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.EntityNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link EntityNames} does. The {@code given} methods arrange the
 * world on the other side of it, for the rest of the test.
 */
public interface EntityNamesContract {

  /** The adapter under test. */
  EntityNames names();

  /** EVE has somebody or something of that name. It knows no others. */
  void givenName(EntityId entity, String name);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  @Test
  default void namesEverybodyAtOnce() {
    Map<EntityId, String> all = new HashMap<>();
    for (long id = 2_112_000_001; id <= 2_112_001_200; id++) {
      all.put(new EntityId(id), "Pilot " + id);
    }
    all.put(new EntityId(60_003_760), "Jita IV - Moon 4 - \"Caldari\" Navy Assembly Plant");
    all.forEach(this::givenName);

    assertThat(names().names(all.keySet())).isEqualTo(all);
    assertThat(names().names(Set.of())).isEmpty();
  }

  @Test
  default void leavesOutWhoIsNotKnown() {
    Map<EntityId, String> known =
        Map.of(new EntityId(95_465_499), "CCP Bartender", new EntityId(98_000_001), "Nomads");
    known.forEach(this::givenName);
    Set<EntityId> asked = new HashSet<>(known.keySet());
    asked.add(new EntityId(145_000_001));

    assertThat(names().names(asked)).isEqualTo(known);
    assertThat(names().names(Set.of(new EntityId(145_000_002)))).isEmpty();
  }

  @Test
  default void leavesOutWhoseNameCannotBeLearnedInAnOutage() {
    EntityId entity = new EntityId(95_465_500);
    givenName(entity, "Somebody");
    givenDown();

    assertThat(names().names(Set.of(entity))).isEmpty();
  }
}
