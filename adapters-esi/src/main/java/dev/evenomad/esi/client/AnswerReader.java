package dev.evenomad.esi.client;

import static java.util.stream.Collectors.joining;

import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what an answer of ESI means. A payload that breaks the rules where it matters is refused
 * whole, and logged without its content. Thread-safe.
 */
final class AnswerReader {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);

  /** What can be stored and sent back as a header. */
  private static final Pattern VALIDATOR = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private static final Pattern SCOPE = Pattern.compile("\\besi[-.][a-z0-9_.:-]*[a-z0-9]");

  private final EsiStatistics statistics;
  private final Set<EsiRoute> warnedAbout = ConcurrentHashMap.newKeySet();

  AnswerReader(EsiStatistics statistics) {
    this.statistics = statistics;
  }

  <T> Fetched<T> read(
      EsiCall call, HttpResponse<byte[]> answer, Function<Payload, T> reader, Instant now) {
    noteWarning(call.route(), answer);
    Instant freshUntil = Freshness.until(answer.headers(), call.route().lifetime(), now);
    return switch (answer.statusCode()) {
      case 200 -> payload(call, answer, reader, freshUntil);
      case 304 ->
          call.known().isPresent()
              ? new Fetched.NotModified<>(freshUntil)
              : new Fetched.Unavailable<>("ESI calls unchanged what it was not asked to compare");
      case 401 -> new Fetched.Unauthorized<>();
      case 403 -> forbidden(answer);
      case 404 -> new Fetched.Absent<>();
      case 400, 422 -> {
        LOG.error("ESI calls a request to {} malformed", call.route());
        yield new Fetched.Unavailable<>("ESI calls the request malformed");
      }
      default -> new Fetched.Unavailable<>("ESI answered " + answer.statusCode());
    };
  }

  private <T> Fetched<T> payload(
      EsiCall call, HttpResponse<byte[]> answer, Function<Payload, T> reader, Instant freshUntil) {
    try {
      T value = reader.apply(Payload.parse(answer.body(), call.route(), statistics));
      return new Fetched.Fresh<>(value, etag(answer), freshUntil);
    } catch (InvalidPayloadException e) {
      return refused(call.route(), answer.headers(), e.why());
    } catch (IllegalArgumentException e) {
      // A domain value's message may quote what was refused.
      return refused(call.route(), answer.headers(), "a value is out of its range");
    }
  }

  <T> Fetched<T> refused(EsiRoute route, HttpHeaders headers, String why) {
    statistics.refused(route);
    LOG.warn(
        "ESI's answer to {} was refused: {} (request {})",
        route,
        why,
        headers.firstValue("X-Esi-Request-Id").map(AnswerReader::printable).orElse("unnamed"));
    return new Fetched.Unavailable<>("ESI's answer makes no sense: " + why);
  }

  /** An older gateway says 403 where a token has expired. */
  private static <T> Fetched<T> forbidden(HttpResponse<byte[]> answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (body.contains("expired")) {
      return new Fetched.Unauthorized<>();
    }
    String scopes =
        SCOPE
            .matcher(body)
            .results()
            .map(MatchResult::group)
            .distinct()
            .limit(5)
            .collect(joining(" "));
    return new Fetched.Forbidden<>(
        scopes.isEmpty() ? "ESI denies access" : "ESI denies access without " + scopes);
  }

  private static Optional<ETag> etag(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("ETag")
        .filter(text -> VALIDATOR.matcher(text).matches())
        .map(ETag::new);
  }

  /** CCP asks to log these: they announce that a route is going to change. */
  private void noteWarning(EsiRoute route, HttpResponse<byte[]> answer) {
    answer
        .headers()
        .firstValue("Warning")
        .filter(warning -> warnedAbout.add(route))
        .ifPresent(warning -> LOG.warn("ESI warns about {}: {}", route, printable(warning)));
  }

  /** What comes from outside, as it may stand in the log. */
  static String printable(String foreign) {
    String text = foreign.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
