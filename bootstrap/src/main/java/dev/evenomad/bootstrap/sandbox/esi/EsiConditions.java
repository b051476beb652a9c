package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import dev.evenomad.bootstrap.sandbox.web.Calls;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the simulated ESI remembers and the circumstances it runs under. Thread-safe. */
public final class EsiConditions {

  private static final LocalTime DOWNTIME_START = LocalTime.of(11, 0);
  private static final LocalTime DOWNTIME_END = LocalTime.of(11, 5);

  private static final List<Integer> WHILE_DOWN = List.of(503, 502, 504);

  private final WorldClock clock;
  private final String clientId;
  private final EsiCache cache = new EsiCache();
  private final Calls earlyCalls = new Calls();
  private final ErrorLimit errorLimit = new ErrorLimit();
  private final TokenBuckets buckets = new TokenBuckets();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean downtime;
  private volatile boolean down;
  private volatile boolean expiresOnly;
  private volatile boolean vip;

  /**
   * @param clientId the application whose users are limited
   */
  public EsiConditions(WorldClock clock, String clientId) {
    this.clock = clock;
    this.clientId = clientId;
  }

  /** The calls for a character's data that was still fresh, as had been told before. */
  public Calls earlyCalls() {
    return earlyCalls;
  }

  /** Whether the server goes down every day from 11:00 to 11:05. */
  public boolean downtime() {
    return downtime;
  }

  public void downtime(boolean daily) {
    downtime = daily;
  }

  /** Whether the server is down now, whatever the time. */
  public boolean down() {
    return down;
  }

  /** Takes the server down until it is brought up again. */
  public void down(boolean now) {
    down = now;
  }

  /** Whether routes with a time say {@code Expires} without {@code max-age}. */
  public boolean expiresOnly() {
    return expiresOnly;
  }

  public void expiresOnly(boolean silent) {
    expiresOnly = silent;
  }

  /** Whether the server is up for staff only. */
  public boolean vip() {
    return vip;
  }

  public void vip(boolean staffOnly) {
    vip = staffOnly;
  }

  /**
   * Sets how many failures callers from an address have left in this minute.
   *
   * @param address an IP address as the server sees it, such as 127.0.0.1
   */
  public void leaveErrors(String address, int remaining) {
    if (remaining < 0 || remaining > ErrorLimit.ALLOWED) {
      throw Refusal.invalid(
          "errorsRemaining cannot be " + remaining, "give a number from 0 to 100");
    }
    errorLimit.leave(address, remaining, clock.instant());
  }

  /** Sets how many tokens the application has left in a group for a character. */
  public void leaveTokens(RateGroup group, long characterId, int remaining) {
    if (remaining < 0 || remaining > group.tokens()) {
      throw Refusal.invalid(
          "tokensRemaining cannot be " + remaining, "give a number from 0 to " + group.tokens());
    }
    buckets.leave(group, user(characterId), remaining, clock.instant());
  }

  /** Forgets cached answers and limits, and returns to ordinary circumstances. */
  public void reset() {
    downtime = false;
    down = false;
    expiresOnly = false;
    vip = false;
    refused.set(0);
    cache.clear();
    earlyCalls.clear();
    errorLimit.clear();
    buckets.clear();
  }

  boolean isDown(Instant now) {
    var time = now.atOffset(ZoneOffset.UTC).toLocalTime();
    return down || (downtime && !time.isBefore(DOWNTIME_START) && time.isBefore(DOWNTIME_END));
  }

  /** What one of the routes answers while the server is down: 503, 502 and 504 by turns. */
  int troubleOfDowntime() {
    return WHILE_DOWN.get(Math.floorMod(refused.getAndIncrement(), WHILE_DOWN.size()));
  }

  /** Who a bucket belongs to when a character is authenticated. */
  String user(long characterId) {
    return clientId + ":" + characterId;
  }

  EsiCache cache() {
    return cache;
  }

  ErrorLimit errorLimit() {
    return errorLimit;
  }

  TokenBuckets buckets() {
    return buckets;
  }
}
