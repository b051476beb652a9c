package dev.evenomad.esi.client;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What this process has asked of ESI since it started, and what came of it. Routes are named as in
 * {@code skill_queue}; there are as many counts as routes and outcomes, and never many more.
 * Thread-safe.
 */
public final class EsiStatistics {

  /** Names come from the outside; beyond so many, new ones are counted together. */
  private static final int MOST_NAMES = 200;

  private static final String OTHERS = "others";

  private final Map<String, Map<String, LongAdder>> calls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> unknownValues = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> unknownMembers = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> throttled = new ConcurrentHashMap<>();
  private final LongAdder repetitions = new LongAdder();
  private final Supplier<String> breaker;

  EsiStatistics(Supplier<String> breaker) {
    this.breaker = breaker;
  }

  /** The counts as they are now. */
  public Snapshot snapshot() {
    Map<String, Map<String, Long>> byRoute = new TreeMap<>();
    calls.forEach((route, outcomes) -> byRoute.put(route, copy(outcomes)));
    return new Snapshot(
        byRoute,
        copy(refused),
        copy(unknownValues),
        copy(unknownMembers),
        copy(throttled),
        repetitions.sum(),
        breaker.get());
  }

  void answered(EsiRoute route, int status) {
    count(
        route,
        switch (status) {
          case 304, 420, 429 -> Integer.toString(status);
          default -> status / 100 + "xx";
        });
  }

  void unanswered(EsiRoute route) {
    count(route, "unanswered");
  }

  void refused(EsiRoute route) {
    count(refused, name(route));
  }

  void repeated() {
    repetitions.increment();
  }

  void throttled(Throttling reason) {
    count(throttled, reason.name().toLowerCase(Locale.ROOT));
  }

  void unknownValue(EsiRoute route, String member) {
    count(unknownValues, name(route) + "." + member);
  }

  /**
   * Counts a member that the specification does not know.
   *
   * @return whether it is the first of its name, and the name worth being told
   */
  boolean unknownMember(EsiRoute route, String member) {
    String name = name(route) + "." + member;
    boolean first = !unknownMembers.containsKey(name) && unknownMembers.size() < MOST_NAMES;
    count(unknownMembers, name);
    return first;
  }

  private void count(EsiRoute route, String outcome) {
    count(calls.computeIfAbsent(name(route), absent -> new ConcurrentHashMap<>()), outcome);
  }

  private static void count(Map<String, LongAdder> counts, String name) {
    String bounded = counts.size() < MOST_NAMES || counts.containsKey(name) ? name : OTHERS;
    counts.computeIfAbsent(bounded, absent -> new LongAdder()).increment();
  }

  private static String name(EsiRoute route) {
    return route.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Long> copy(Map<String, LongAdder> counts) {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((name, count) -> copy.put(name, count.sum()));
    return copy;
  }

  /**
   * Counts at one moment; none that is zero.
   *
   * @param calls by route and outcome: {@code 2xx}, {@code 304}, {@code 3xx}, {@code 4xx}, {@code
   *     420}, {@code 429}, {@code 5xx}, or {@code unanswered}
   * @param refusedPayloads by route: answers that broke the rules where it matters
   * @param unknownValues by {@code route.member}: values of an enumeration that we do not know
   * @param unknownMembers by {@code route.member}: what the specification does not name
   * @param throttled by reason: calls that were not made, or that ESI put off: {@code by_esi},
   *     {@code pause}, {@code tokens}, {@code errors}, {@code downtime}, {@code breaker}
   * @param repetitions calls that were made again after a failure
   * @param breaker the circuit breaker's state: {@code closed}, {@code open}, {@code half_open}
   */
  public record Snapshot(
      Map<String, Map<String, Long>> calls,
      Map<String, Long> refusedPayloads,
      Map<String, Long> unknownValues,
      Map<String, Long> unknownMembers,
      Map<String, Long> throttled,
      long repetitions,
      String breaker) {

    public Snapshot {
      calls = Map.copyOf(calls);
      refusedPayloads = Map.copyOf(refusedPayloads);
      unknownValues = Map.copyOf(unknownValues);
      unknownMembers = Map.copyOf(unknownMembers);
      throttled = Map.copyOf(throttled);
    }
  }
}
