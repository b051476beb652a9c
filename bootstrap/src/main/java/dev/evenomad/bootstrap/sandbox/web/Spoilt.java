package dev.evenomad.bootstrap.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers with a body that cannot be right. */
final class Spoilt {

  private static final String PAGE =
      "<html><head><title>Please wait</title></head><body>Checking your browser.</body></html>";

  private Spoilt() {}

  /** What {@code site} answers, spoilt if it is a 200. The body is asked for whole and plain. */
  static Response of(Site site, Request request, Fault.Spoiling how) {
    var answer =
        site.handle(request.without("if-none-match", "if-modified-since", "accept-encoding"));
    if (answer.status() != 200) {
      return answer;
    }
    return switch (how) {
      case TRUNCATED -> answer.withBody(Arrays.copyOf(answer.body(), (answer.length() + 1) / 2));
      case HTML ->
          answer
              .withBody(PAGE.getBytes(StandardCharsets.UTF_8))
              .with("Content-Type", "text/html; charset=utf-8");
      case WRONG_TYPES -> answer.withBody(Json.write(wronglyTyped(read(answer))));
      case MISSING_FIELDS -> answer.withBody(Json.write(withoutFields(read(answer))));
    };
  }

  private static JsonNode read(Response answer) {
    return Json.read(answer.body())
        .orElseThrow(() -> new IllegalStateException("the answer to spoil is not JSON"));
  }

  private static JsonNode wronglyTyped(JsonNode value) {
    return switch (value) {
      case ArrayNode list -> {
        for (var i = 0; i < list.size(); i++) {
          list.set(i, wronglyTyped(list.get(i)));
        }
        yield list;
      }
      case ObjectNode object -> {
        object.properties().forEach(member -> member.setValue(wronglyTyped(member.getValue())));
        yield object;
      }
      default -> value.isTextual() ? IntNode.valueOf(7) : TextNode.valueOf("seven");
    };
  }

  private static JsonNode withoutFields(JsonNode value) {
    return switch (value) {
      case ArrayNode list -> {
        for (var i = 0; i < list.size(); i++) {
          list.set(i, withoutFields(list.get(i)));
        }
        yield list;
      }
      case ObjectNode object -> object.removeAll();
      default -> value;
    };
  }
}
