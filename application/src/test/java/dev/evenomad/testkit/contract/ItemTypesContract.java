package dev.evenomad.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.cache.Lookup;
import dev.evenomad.domain.universe.ItemType;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link ItemTypes} does. The {@code given} methods arrange the world
 * on the other side of it, for the rest of the test.
 */
public interface ItemTypesContract {

  /** A mineral, with everything that EVE tells. */
  ItemType TRITANIUM =
      new ItemType(
          new TypeId(34),
          "Tritanium",
          "The main <b>building block</b> in \"space structures\".",
          18,
          Optional.of(1857L),
          true,
          OptionalDouble.of(0.01),
          OptionalDouble.of(0.01));

  /** The adapter under test. */
  ItemTypes types();

  /** The moment that both sides take for now. */
  Instant now();

  /** EVE has that type, with its texts in that language. It knows no others. */
  void givenType(ItemType type, Language language);

  /** ESI answers that it is down, or not at all. */
  void givenDown();

  @Test
  default void findsATypeInTheLanguageAskedFor() {
    ItemType bare =
        new ItemType(
            new TypeId(35),
            "ピロキセレス",
            "",
            18,
            Optional.empty(),
            false,
            OptionalDouble.empty(),
            OptionalDouble.empty());
    givenType(TRITANIUM, Language.EN);
    givenType(bare, Language.JA);

    assertThat(types().find(TRITANIUM.id(), Language.EN))
        .isEqualTo(new Lookup.Found<>(TRITANIUM, now(), false));
    assertThat(types().find(bare.id(), Language.JA))
        .isEqualTo(new Lookup.Found<>(bare, now(), false));
  }

  @Test
  default void tellsThatThereIsNoSuchType() {
    assertThat(types().find(new TypeId(99_999_999), Language.EN)).isEqualTo(new Lookup.Absent<>());
  }

  @Test
  default void tellsWhenItCannotBeLearned() {
    givenType(TRITANIUM, Language.EN);
    givenDown();

    assertThat(types().find(TRITANIUM.id(), Language.EN))
        .isInstanceOfSatisfying(
            Lookup.Unavailable.class, later -> assertThat(later.retryAfter()).isPositive());
  }
}
