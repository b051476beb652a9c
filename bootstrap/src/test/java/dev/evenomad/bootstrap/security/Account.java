package dev.evenomad.bootstrap.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pilot who uses the server.
 *
 * @param token of the session in which the phone is
 * @param belongings ids of what the pilot has, by what it is and the name of the member that tells
 *     it, such as {@code sessions.id}
 */
record Account(
    String userId,
    String token,
    String pushToken,
    List<Long> characters,
    Phone phone,
    Map<String, Set<String>> belongings) {

  /** What a parameter of the operation's path may stand for. */
  Optional<String> belonging(Operation operation, String hole) {
    String kind = operation.kindOf(hole);
    return List.of(kind + "." + hole, kind + ".id").stream()
        .flatMap(key -> belongings.getOrDefault(key, Set.of()).stream())
        .findFirst();
  }

  /** The same pilot with another token. */
  Account with(String newToken) {
    return new Account(userId, newToken, pushToken, characters, phone, belongings);
  }

  /** Keeps what an answer of the operation tells. */
  static void learn(Operation operation, JsonNode answer, Map<String, Set<String>> belongings) {
    String kind = operation.path().replaceAll("/\\{\\w+}", "").replaceAll(".*/", "");
    collect(kind, answer, belongings);
  }

  private static void collect(String kind, JsonNode value, Map<String, Set<String>> belongings) {
    value
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                belongings
                    .computeIfAbsent(kind + "." + member.getKey(), none -> new TreeSet<>())
                    .add(member.getValue().asText());
              }
            });
    value.forEach(part -> collect(kind, part, belongings));
  }

  static Map<String, Set<String>> nothing() {
    return new LinkedHashMap<>();
  }
}
