package dev.evenomad.bootstrap.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one can do at an address, as the API document says.
 *
 * @param path with the names of parameters in braces
 * @param body the schema of a JSON body
 * @param schemes how a caller may say who it is; empty if nobody is asked
 * @param statuses with which it may answer
 */
record Operation(
    String method,
    String path,
    List<Parameter> parameters,
    Optional<JsonNode> body,
    Set<String> schemes,
    Set<String> statuses) {

  private static final Pattern SEGMENT = Pattern.compile("\\{(\\w+)}");

  /** The scheme of pilots' own sessions. */
  private static final String SESSION = "session";

  /** A parameter of the path, the query or the head. */
  record Parameter(String name, String in, boolean required, JsonNode schema) {}

  String name() {
    return method + " " + path;
  }

  /** Whether anybody may. */
  boolean open() {
    return schemes.isEmpty();
  }

  /** Whether pilots may, with the token of their session. */
  boolean forPilots() {
    return schemes.contains(SESSION);
  }

  List<Parameter> in(String place) {
    return parameters.stream().filter(parameter -> parameter.in().equals(place)).toList();
  }

  /** The names of the path's parameters, in order. */
  List<String> holes() {
    return SEGMENT.matcher(path).results().map(found -> found.group(1)).toList();
  }

  /** What kind of thing a parameter of the path names: the segment before it. */
  String kindOf(String hole) {
    String before = path.substring(0, path.indexOf("/{" + hole + "}"));
    return before.substring(before.lastIndexOf('/') + 1);
  }

  /** The path with values for its parameters, which are escaped. */
  String target(UnaryOperator<String> values) {
    Matcher hole = SEGMENT.matcher(path);
    return hole.replaceAll(
        found -> Matcher.quoteReplacement(Draft.escaped(values.apply(found.group(1)))));
  }
}
