package dev.evenomad.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CacheKeyTest {

  @Test
  void readsTheKeysOfTheOriginal() {
    assertThat(CacheKey.parse("esi:universe:types:34"))
        .contains(new CacheKey("universe", "types", "34"));
    assertThat(CacheKey.parse("esi:market:10000002:orders"))
        .contains(new CacheKey("market", "10000002", "orders"));
  }

  @Test
  void readsNothingElse() {
    for (String text :
        List.of(
            "",
            "esi",
            "esi:a:b",
            "esi:a:b:",
            "esi:a:b:c:d",
            "ESI:a:b:c",
            "esi:a:b:c\n",
            " esi:a:b:c",
            "esi:ä:b:c",
            "esi:a:b:" + "c".repeat(81))) {
      assertThat(CacheKey.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void refusesPartsThatItCouldNotReadAgain() {
    for (String wrong : List.of("", ":", "a:b", "a b", "a\n", "ü", "x".repeat(81))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey(wrong, "b", "c"));
      assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey("a", wrong, "c"));
      assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey("a", "b", wrong));
    }
  }

  @Property
  void readsWhatItPrints(@ForAll("keys") CacheKey key) {
    assertThat(CacheKey.parse(key.toString())).contains(key);
  }

  @Property
  void printsWhatItReads(@ForAll String text) {
    assertThat(CacheKey.parse("esi:a:b:" + text).map(CacheKey::toString).orElse("esi:a:b:" + text))
        .isEqualTo("esi:a:b:" + text);
  }

  @Provide
  Arbitrary<CacheKey> keys() {
    Arbitrary<String> part =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .numeric()
            .withChars("-_.")
            .ofMinLength(1)
            .ofMaxLength(80);
    return Combinators.combine(part, part, part).as(CacheKey::new);
  }

  @Test
  void countsAsFreshUntilItExpires() {
    Instant end = Instant.parse("2026-09-01T10:00:00Z");
    CachedData data =
        new CachedData(
            new CacheKey("a", "b", "c"),
            JsonValue.of(1),
            Optional.empty(),
            end,
            end.minusSeconds(60));

    assertThat(data.freshAt(end.minusNanos(1))).isTrue();
    assertThat(data.freshAt(end)).isFalse();
  }
}
