package dev.evenomad.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonValueTest {

  @Test
  void comparesNumbersByTheirValue() {
    assertThat(number("1.0"))
        .isEqualTo(number("1"))
        .isEqualTo(JsonValue.of(1))
        .hasSameHashCodeAs(number("1.000"));
    assertThat(number("0.00")).isEqualTo(JsonValue.of(0));
    assertThat(number("1E+2")).isEqualTo(JsonValue.of(100));
    assertThat(number("9007199254740993")).isNotEqualTo(number("9007199254740992"));
  }

  @Test
  void comparesObjectsWhateverTheOrderButKeepsIt() {
    Map<String, JsonValue> ab = new LinkedHashMap<>();
    ab.put("a", JsonValue.of(1));
    ab.put("b", JsonNull.NULL);
    Map<String, JsonValue> ba = new LinkedHashMap<>();
    ba.put("b", JsonNull.NULL);
    ba.put("a", JsonValue.of(1));

    assertThat(new JsonObject(ab))
        .isEqualTo(new JsonObject(ba))
        .hasSameHashCodeAs(new JsonObject(ba));
    assertThat(new JsonObject(ba).members().keySet()).containsExactly("b", "a");
    assertThat(new JsonObject(ab)).isNotEqualTo(JsonObject.EMPTY);
  }

  @Test
  void comparesListsInOrder() {
    assertThat(JsonValue.of(List.of(JsonValue.of(1), JsonValue.of(2))))
        .isEqualTo(new JsonArray(List.of(JsonValue.of(1), JsonValue.of(2))))
        .isNotEqualTo(JsonValue.of(List.of(JsonValue.of(2), JsonValue.of(1))));
  }

  @Test
  void isNotChangedByWhatItWasMadeOf() {
    List<JsonValue> items = new ArrayList<>(List.of(JsonValue.of(true)));
    Map<String, JsonValue> members = new LinkedHashMap<>(Map.of("a", JsonValue.of("x")));
    JsonArray array = new JsonArray(items);
    JsonObject object = new JsonObject(members);

    items.clear();
    members.clear();

    assertThat(array.items()).containsExactly(JsonValue.of(true));
    assertThat(object.members()).containsOnlyKeys("a");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> object.members().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> array.items().clear());
  }

  @Test
  void findsTextsByTheirNames() {
    JsonObject object = JsonObject.ofStrings(Map.of("type", "skill_complete"));
    JsonObject mixed = new JsonObject(Map.of("id", JsonValue.of(7), "none", JsonNull.NULL));

    assertThat(object.string("type")).contains("skill_complete");
    assertThat(object.string("other")).isEmpty();
    assertThat(mixed.string("id")).isEmpty();
    assertThat(mixed.string("none")).isEmpty();
  }

  @Test
  void refusesNulAndHalfPairsAndNothingElse() {
    String odd = "\u0001 \t\n \" \\ \u2028 🚀";
    assertThatIllegalArgumentException().isThrownBy(() -> JsonValue.of("a\ud800b"));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonValue.of("\udc00"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonObject(Map.of("\ud83d", JsonNull.NULL)));
    assertThat(JsonValue.of(odd).value()).isEqualTo(odd);
    assertThatIllegalArgumentException().isThrownBy(() -> JsonValue.of("a\0b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonObject(Map.of("a\0b", JsonNull.NULL)));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.ofStrings(Map.of("a", "\0")));
  }

  private static JsonNumber number(String text) {
    return new JsonNumber(new BigDecimal(text));
  }

  @Test
  void writesWholeNumbersWithoutAnExponent() {
    assertThat(JsonValue.of(3300).value()).hasToString("3300");
    assertThat(new JsonNumber(new BigDecimal("33.00E2"))).isEqualTo(JsonValue.of(3300));
    assertThat(new JsonNumber(new BigDecimal("1E+999999999")).value()).hasToString("1E+999999999");
  }
}
