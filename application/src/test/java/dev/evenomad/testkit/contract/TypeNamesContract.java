package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link TypeNames} does. The {@code given} methods arrange the world
 * on the other side of it, for the rest of the test.
 */
public interface TypeNamesContract {

  /** The adapter under test. */
  TypeNames names();

  /** EVE has that type, called so in that language. It knows no others. */
  void givenName(TypeId type, Language language, String name);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  @Test
  default void namesTypesInTheLanguageAskedFor() {
    TypeId skill = newType();
    TypeId ship = newType();
    givenName(skill, Language.EN, "Gunnery");
    givenName(skill, Language.DE, "Geschützkunde");
    givenName(skill, Language.ZH, "射击学");
    givenName(ship, Language.EN, "'Augoror' Navy \"Issue\" {0}");

    assertThat(names().names(Set.of(skill, ship), Language.EN))
        .isEqualTo(Map.of(skill, "Gunnery", ship, "'Augoror' Navy \"Issue\" {0}"));
    assertThat(names().names(Set.of(skill), Language.DE)).isEqualTo(Map.of(skill, "Geschützkunde"));
    assertThat(names().names(Set.of(skill), Language.ZH)).isEqualTo(Map.of(skill, "射击学"));
  }

  @Test
  default void leavesOutWhatIsNotKnown() {
    TypeId known = newType();
    givenName(known, Language.EN, "Gunnery");

    assertThat(names().names(Set.of(known, newType()), Language.EN))
        .isEqualTo(Map.of(known, "Gunnery"));
    assertThat(names().names(Set.of(newType()), Language.EN)).isEmpty();
    assertThat(names().names(Set.of(), Language.EN)).isEmpty();
  }

  @Test
  default void leavesOutWhatCannotBeLearnedInAnOutage() {
    TypeId type = newType();
    givenName(type, Language.EN, "Gunnery");
    givenDown();

    assertThat(names().names(Set.of(type), Language.EN)).isEmpty();
  }

  private static TypeId newType() {
    return new TypeId(ThreadLocalRandom.current().nextLong(1_000_000, Integer.MAX_VALUE));
  }
}
