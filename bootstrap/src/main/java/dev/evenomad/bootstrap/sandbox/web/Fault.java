package dev.evenomad.bootstrap.sandbox.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with requests to a part of the simulated servers.
 *
 * @param target which part
 * @param path pattern for the path within the site, {@code *} standing for any text
 * @param effect what happens
 * @param phase whether the request is carried out all the same
 * @param times how many requests are struck; empty until the fault is cleared
 */
public record Fault(
    FaultTarget target, String path, Effect effect, Phase phase, Optional<Integer> times) {

  /** When a fault strikes. */
  public enum Phase {
    /** Instead of carrying the request out (a hang: before carrying it out). */
    BEFORE,
    /** The request has been carried out, but its answer is replaced, late or lost. */
    AFTER
  }

  /** What happens to a request. */
  public sealed interface Effect {

    /**
     * Another answer.
     *
     * @param status 400 to 599
     * @param body instead of what the site says by itself
     * @param retryAfter whole seconds, sent as {@code Retry-After}
     */
    record Answer(int status, Optional<String> body, Optional<Duration> retryAfter)
        implements Effect {
      public Answer {
        if (status < 400 || status > 599) {
          throw new IllegalArgumentException("status must be 400 to 599, was " + status);
        }
        if (retryAfter.filter(Duration::isNegative).isPresent()) {
          throw new IllegalArgumentException("retryAfter must not be negative");
        }
      }
    }

    /**
     * The right answer, late.
     *
     * @param time real time, positive
     */
    record Hang(Duration time) implements Effect {
      public Hang {
        if (!time.isPositive() || time.compareTo(Duration.ofMinutes(10)) > 0) {
          throw new IllegalArgumentException("hang must be positive and at most ten minutes");
        }
      }
    }

    /**
     * No answer: the connection is closed. HTTP clients, Java's among them, may silently repeat a
     * GET that this happens to on a kept connection, so one such fault can go unnoticed.
     */
    record Close() implements Effect {}

    /**
     * The right answer, spoilt: still 200, but with a body that cannot be right. Other answers than
     * 200 stay as they are, and a 304 is not given.
     */
    record Spoil(Spoiling how) implements Effect {}
  }

  /** In what way a body is spoilt. */
  public enum Spoiling {
    /** JSON that ends in the middle. */
    TRUNCATED,
    /** A page instead of JSON. */
    HTML,
    /** Numbers where texts belong, and texts where anything else belongs. */
    WRONG_TYPES,
    /** Objects without their members. */
    MISSING_FIELDS;

    /** The name in the control API. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The way with this name in the control API, or empty. */
    public static Optional<Spoiling> named(String label) {
      return Arrays.stream(values()).filter(way -> way.label().equals(label)).findFirst();
    }

    /** The names in the control API. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Spoiling::label).toList();
    }
  }

  public Fault {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("path must not be empty; * matches every path");
    }
    if (times.filter(count -> count < 1).isPresent()) {
      throw new IllegalArgumentException("times must be positive");
    }
  }

  /** The next {@code times} requests to {@code target} are answered with {@code status}. */
  public static Fault answer(FaultTarget target, int status, int times) {
    return new Fault(
        target,
        "*",
        new Effect.Answer(status, Optional.empty(), Optional.empty()),
        Phase.BEFORE,
        Optional.of(times));
  }

  boolean strikes(String fullPath, String pathInSite) {
    return target.covers(fullPath) && pattern().matcher(pathInSite).matches();
  }

  private Pattern pattern() {
    return Pattern.compile(Pattern.quote(path).replace("*", "\\E.*\\Q"));
  }
}
