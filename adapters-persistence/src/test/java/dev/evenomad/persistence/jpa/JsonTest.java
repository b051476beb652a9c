package dev.evenomad.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.testkit.contract.Samples;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonTest {

  @Test
  void readsWhatItWrote() {
    for (JsonValue value :
        List.of(
            JsonNull.NULL,
            JsonValue.of(true),
            JsonValue.of(Samples.TEXT),
            JsonValue.of(List.of()),
            JsonObject.EMPTY,
            Samples.json())) {
      assertThat(Json.read(Json.write(value))).isEqualTo(value);
    }
  }

  @Test
  void keepsNumbersOfAnySize() {
    for (String number :
        List.of("0", "-0.5", "1E+3000", "-1E-3000", "1" + "0".repeat(5000) + "1")) {
      JsonNumber value = new JsonNumber(new BigDecimal(number));

      assertThat(Json.read(Json.write(value))).isEqualTo(value);
      assertThat(Json.read(value.value().toPlainString()))
          .as("as jsonb writes it")
          .isEqualTo(value);
    }
  }

  @Test
  void tellsNullFromNothing() {
    assertThat(Json.write(Optional.empty())).isNull();
    assertThat(Json.write(Optional.of(JsonNull.NULL))).isEqualTo("null");
    assertThat(Json.readIfPresent(null)).isEmpty();
    assertThat(Json.readIfPresent("null")).contains(JsonNull.NULL);
  }

  @Test
  void readsAnObjectFromWhateverWasMovedIn() {
    assertThat(Json.readObject(null)).isEqualTo(JsonObject.EMPTY);
    assertThat(Json.readObject("null")).isEqualTo(JsonObject.EMPTY);
    assertThat(Json.readObject("[1]")).isEqualTo(JsonObject.EMPTY);
    assertThat(Json.readObject("{\"a\": \"b\"}").string("a")).contains("b");
  }

  @Test
  void quotesNothingOfWhatItCannotRead() {
    assertThatThrownBy(() -> Json.read("{\"token\": hunter2}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }
}
