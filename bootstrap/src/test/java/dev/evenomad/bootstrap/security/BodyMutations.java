package dev.evenomad.bootstrap.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes right bodies wrong. */
final class BodyMutations {

  /** Stands in a tree for what no tree can hold. */
  private static final String MARK = "@@mark@@";

  private BodyMutations() {}

  /** Another body, most often one that is still nearly right. */
  static void apply(Draft draft, Random random) {
    JsonNode json = TestedServer.json(new String(draft.body, StandardCharsets.UTF_8));
    if (json.isObject() && random.nextInt(4) > 0) {
      draft.body = change((ObjectNode) json, random).getBytes(StandardCharsets.UTF_8);
    } else if (random.nextInt(3) == 0) {
      draft.body = Junk.one(Junk.VALUES, random).getBytes(StandardCharsets.UTF_8);
    } else {
      draft.body = damaged(draft.body, random);
    }
  }

  private static String change(ObjectNode whole, Random random) {
    ObjectNode place = whole;
    List<JsonNode> inner = objects(whole);
    if (!inner.isEmpty() && random.nextBoolean()) {
      place = (ObjectNode) Junk.one(inner, random);
    }
    List<String> names = place.properties().stream().map(member -> member.getKey()).toList();
    String value = Junk.one(Junk.VALUES, random);
    if (names.isEmpty() || random.nextInt(6) == 0) {
      place.put(Junk.one(Junk.TEXTS, random), MARK);
      return whole.toString().replace("\"" + MARK + "\"", value);
    }
    String name = Junk.one(names, random);
    switch (random.nextInt(5)) {
      case 0 -> place.remove(name);
      case 1 -> place.put(name, Junk.one(Junk.TEXTS, random));
      case 2 -> {
        place.put(name, MARK);
        return whole.toString().replace("\"" + MARK + "\"", value + ",\"" + name + "\":" + value);
      }
      case 3 -> place.set(name, whole.arrayNode().add(place.get(name)).add(MARK));
      default -> place.put(name, MARK);
    }
    return whole.toString().replace("\"" + MARK + "\"", value);
  }

  private static List<JsonNode> objects(JsonNode whole) {
    return whole.findParents("type").stream()
        .filter(found -> found instanceof ObjectNode && !(found instanceof ArrayNode))
        .toList();
  }

  private static byte[] damaged(byte[] body, Random random) {
    byte[] bytes = body.length == 0 ? new byte[8] : body.clone();
    int place = random.nextInt(bytes.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, place);
      case 1 -> {
        bytes[place] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      case 2 -> {
        random.nextBytes(bytes);
        yield bytes;
      }
      // No UTF-8: half a letter, a surrogate by itself, an overlong slash.
      case 3 ->
          joined(bytes, new byte[] {(byte) 0xC3, 0x28, (byte) 0xED, (byte) 0xA0, (byte) 0x80});
      case 4 -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, bytes);
      default ->
          joined(bytes, " ".repeat(random.nextInt(100_000)).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
