package dev.evenomad.application.account;

import dev.evenomad.domain.character.SealedToken;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonNull;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.secret.SecretDigest;
import dev.evenomad.domain.session.PushToken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows values of the domain as JSON, member by member, so that what they come to hold one day is
 * shown too. Of secrets it shows only that they are there.
 */
final class Portrayal {

  private static final JsonValue WITHHELD = JsonValue.of("withheld");

  private static final Set<Class<?>> SECRETS =
      Set.of(
          Secret.class,
          SecretDigest.class,
          CodeVerifier.class,
          CodeChallenge.class,
          SealedToken.class,
          PushToken.class);

  private Portrayal() {}

  /** All members of a record. */
  static JsonObject of(Record value) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    Class<?> type = value.getClass();
    if (isOneOfSeveral(type)) {
      members.put("type", JsonValue.of(words(type.getSimpleName())));
    }
    for (RecordComponent component : type.getRecordComponents()) {
      members.put(component.getName(), any(member(value, component)));
    }
    return new JsonObject(members);
  }

  private static boolean isOneOfSeveral(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return true;
      }
    }
    return false;
  }

  private static Object member(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot look into " + value.getClass(), e);
    }
  }

  private static JsonValue any(Object value) {
    if (SECRETS.contains(value.getClass())) {
      return WITHHELD;
    }
    return switch (value) {
      case JsonValue json -> json;
      case Optional<?> maybe -> maybe.map(Portrayal::any).orElse(JsonNull.NULL);
      case Record one when one.getClass().getRecordComponents().length == 1 ->
          any(member(one, one.getClass().getRecordComponents()[0]));
      case Record several -> of(several);
      case Enum<?> constant -> JsonValue.of(code(constant));
      case Boolean flag -> JsonValue.of(flag.booleanValue());
      case BigDecimal number -> new JsonNumber(number);
      case Number number -> JsonValue.of(number.longValue());
      case Collection<?> items -> JsonValue.of(items.stream().map(Portrayal::any).toList());
      case Map<?, ?> members -> {
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        members.forEach((name, member) -> shown.put(name.toString(), any(member)));
        yield new JsonObject(shown);
      }
      // Times, durations, zones, addresses.
      default -> JsonValue.of(value.toString());
    };
  }

  /** As the rest of the API calls it. */
  private static String code(Enum<?> constant) {
    try {
      return (String) constant.getDeclaringClass().getMethod("code").invoke(constant);
    } catch (NoSuchMethodException e) {
      return constant.name().toLowerCase(Locale.ROOT);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot tell the code of " + constant, e);
    }
  }

  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
