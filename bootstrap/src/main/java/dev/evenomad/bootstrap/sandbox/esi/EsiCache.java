package dev.evenomad.bootstrap.sandbox.esi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The answers ESI keeps. Thread-safe. What has expired is thrown away but for its ETags, and those
 * after a day, so that it never holds much more than what is fresh.
 */
final class EsiCache {

  /** For how long after its end an answer's {@code Last-Modified} is remembered. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final int FEWEST_BEFORE_SWEEP = 1000;

  /**
   * An answer.
   *
   * @param pages what was asked for, one unless the route is paged; empty once it has been thrown
   *     away
   * @param etags of the pages
   * @param lastModified since when all pages are as they are, whole seconds
   * @param expiry when it is made anew, all pages at once
   * @param revision of the data it was made from
   * @param given which of the first 64 pages somebody has got, a bit each
   */
  record Cached(
      List<Body> pages,
      List<String> etags,
      Instant lastModified,
      Instant expiry,
      long revision,
      AtomicLong given) {

    boolean isGood(long asked, Instant now) {
      return !pages.isEmpty() && revision == asked && now.isBefore(expiry);
    }

    Cached withoutPages() {
      return new Cached(List.of(), etags, lastModified, expiry, revision, given);
    }

    /** Gives a page out; whether that happened before. */
    boolean giveAgain(int page) {
      var bit = bit(page);
      return (given.getAndUpdate(bits -> bits | bit) & bit) != 0;
    }

    /** Whether somebody got that page and was told that it is fresh until later than now. */
    boolean isPromised(int page, Instant now) {
      return now.isBefore(expiry) && (given.get() & bit(page)) != 0;
    }

    private static long bit(int page) {
      return page <= Long.SIZE ? 1L << (page - 1) : 0;
    }
  }

  /**
   * A kept or new answer.
   *
   * @param hit whether it was kept
   * @param early whether the same page was given out before and is, as was said then, still fresh
   */
  record Lookup(Cached answer, boolean hit, boolean early) {}

  private final Map<String, Cached> answers = new ConcurrentHashMap<>();
  private final AtomicInteger madeSinceSweep = new AtomicInteger();

  /**
   * The answer for {@code key}: the kept one while it is fresh and its data has not been revised.
   *
   * @param page that is given out, from 1
   * @param revision of the data; always the same where events do not matter
   * @param making the pages, at least one
   */
  Lookup get(
      String key,
      int page,
      CachePolicy policy,
      long revision,
      Instant now,
      Supplier<List<Body>> making) {
    var kept = answers.get(key);
    if (kept != null && kept.isGood(revision, now)) {
      return new Lookup(kept, true, kept.giveAgain(page));
    }
    var hit = new boolean[1];
    var early = new boolean[1];
    var answer =
        answers.compute(
            key,
            (same, old) -> {
              if (old != null && old.isGood(revision, now)) {
                hit[0] = true;
                return old;
              }
              early[0] = old != null && old.isPromised(page, now);
              var pages = making.get();
              var etags = pages.stream().map(Body::etag).toList();
              var lastModified =
                  old != null && old.etags().equals(etags)
                      ? old.lastModified()
                      : now.truncatedTo(ChronoUnit.SECONDS);
              return new Cached(
                  pages, etags, lastModified, policy.expiry(now), revision, new AtomicLong());
            });
    if (!hit[0]) {
      sweepNowAndThen(now);
    }
    return new Lookup(answer, hit[0], answer.giveAgain(page) || early[0]);
  }

  void clear() {
    answers.clear();
  }

  /** As often as there are answers, so that sweeping costs each of them the same. */
  private void sweepNowAndThen(Instant now) {
    if (madeSinceSweep.incrementAndGet() < Math.max(FEWEST_BEFORE_SWEEP, answers.size())) {
      return;
    }
    madeSinceSweep.set(0);
    for (var key : answers.keySet()) {
      answers.computeIfPresent(
          key,
          (same, old) -> {
            if (now.isBefore(old.expiry())) {
              return old;
            }
            return now.isBefore(old.expiry().plus(REMEMBERED)) ? old.withoutPages() : null;
          });
    }
  }
}
