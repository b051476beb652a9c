package dev.evenomad.bootstrap.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.json.JsonValue.JsonString;
import dev.evenomad.persistence.jpa.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Stored JSON of a skill queue with 50 entries, next to Jackson's bare tree of the same text. */
@State(Scope.Benchmark)
public class JsonBenchmark {

  private static final JsonMapper BARE = new JsonMapper();

  private final JsonValue queue =
      new JsonArray(IntStream.range(0, 50).<JsonValue>mapToObj(JsonBenchmark::entry).toList());
  private final String text = Json.write(queue);

  private static JsonObject entry(int position) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("position", new JsonNumber(BigDecimal.valueOf(position)));
    members.put("skill", new JsonNumber(BigDecimal.valueOf(3_300L + position)));
    members.put("level", new JsonNumber(BigDecimal.valueOf(5)));
    members.put("startsAt", new JsonString("2026-11-01T12:00:00Z"));
    members.put("finishesAt", new JsonString("2026-11-01T19:00:00Z"));
    return new JsonObject(members);
  }

  /** From the core's value to what is stored. */
  @Benchmark
  public String write() {
    return Json.write(queue);
  }

  /** And back. */
  @Benchmark
  public JsonValue read() {
    return Json.read(text);
  }

  /** Jackson alone. */
  @Benchmark
  public JsonNode bareRead() throws JsonProcessingException {
    return BARE.readTree(text);
  }
}
