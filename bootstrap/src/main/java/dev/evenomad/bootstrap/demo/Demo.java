package dev.evenomad.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.bootstrap.local.UnexpectedAnswerException;
import dev.evenomad.bootstrap.sandbox.Sandbox;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.server.NomadServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The main job from start to end on real parts: PostgreSQL, the sandbox and the server start, and a
 * phone signs in, links a second character, waits for a skill to finish and gets the push. Stops at
 * the first step that fails. Used once, by one thread; another one may close it meanwhile.
 */
public final class Demo implements AutoCloseable {

  /** Where the phone waits for the outcome of a sign-in. */
  public static final URI APP = URI.create("evenomad://callback");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** From the order to finish the skill: time enough to sign in and for the first sync. */
  private static final Duration TRAINING = Duration.ofSeconds(9);

  private final LocalWorld world;
  private final Consumer<Step> listener;
  private final List<Step> steps = new ArrayList<>();
  private long startupMillis;
  private Optional<Long> pushLatencyMillis = Optional.empty();
  private volatile boolean closed;

  /**
   * A demo.
   *
   * @param listener is told of each step as soon as it is over
   */
  public Demo(Consumer<Step> listener) {
    this(LocalWorldSettings.temporary(Set.of(APP)), listener);
  }

  /**
   * A demo on a world of the caller's choice.
   *
   * @param settings in real time, with {@link #APP} among the redirect URIs
   * @param listener is told of each step as soon as it is over
   */
  public Demo(LocalWorldSettings settings, Consumer<Step> listener) {
    this.world = new LocalWorld(settings);
    this.listener = listener;
  }

  /**
   * Runs it. Whatever was started is stopped again.
   *
   * @throws CancellationException if it is closed meanwhile
   */
  public DemoReport run() {
    try (world) {
      step("start PostgreSQL 16", () -> world.startDatabase().jdbcUrl());
      Sandbox sandbox = step("start the sandbox", world::startSandbox);
      long before = System.nanoTime();
      NomadServer server = step("start the server", world::startServer);
      startupMillis = Duration.ofNanos(System.nanoTime() - before).toMillis();
      drive(sandbox, server);
      return report(true);
    } catch (UnexpectedAnswerException e) {
      return report(false);
    }
  }

  /** Breaks it off and stops whatever was started. */
  @Override
  public void close() {
    closed = true;
    world.close();
  }

  private void drive(Sandbox sandbox, NomadServer server) {
    List<Pilot> pilots = sandbox.world().pilots().all();
    long main = pilots.get(0).characterId();
    long second = pilots.get(1).characterId();
    String pushToken = "demo-device-" + Long.toHexString(System.nanoTime());
    try (Phone phone = new Phone(server.uri(), APP)) {
      Instant finish =
          sandbox.world().pilots().finishCurrent(main, TRAINING).finish().orElseThrow();
      step("sign in", () -> "user " + phone.signIn(main, Optional.empty()).path("userId").asText());
      step("register a device", () -> registerDevice(phone, pushToken));
      step("link a second character", () -> link(phone, second));
      step("first sync", () -> await(() -> syncedSkills(phone, main, second)));
      step("skill finishes, push arrives", () -> awaitPush(sandbox, pushToken, finish));
      String id = step("find the notification", () -> await(() -> sentNotification(phone)));
      step("mark it read", () -> markRead(phone, id));
      step("sign out", () -> signOut(phone));
      step("the old token is refused", () -> refused(phone));
    }
  }

  private static String registerDevice(Phone phone, String pushToken) {
    phone.put(
        "/v1/sessions/current/device", Map.of("type", "android", "pushToken", pushToken), 204);
    return "android";
  }

  private static String link(Phone phone, long character) {
    JsonNode ticket = phone.post("/v1/auth/link", Map.of(), 200);
    phone.signIn(character, Optional.of(ticket.path("ticket").asText()));
    JsonNode characters = phone.get("/v1/characters").path("items");
    if (characters.size() != 2) {
      throw new UnexpectedAnswerException(
          "the account has " + characters.size() + " characters, not 2");
    }
    return characters.get(0).path("name").asText() + ", " + characters.get(1).path("name").asText();
  }

  private static Optional<String> syncedSkills(Phone phone, long... characters) {
    StringBuilder queued = new StringBuilder();
    for (long character : characters) {
      JsonNode queue = phone.get("/v1/characters/" + character + "/skill-queue");
      if (!queue.path("asOf").isTextual()) {
        return Optional.empty();
      }
      queued.append(queued.isEmpty() ? "" : " and ").append(queue.path("items").size());
    }
    return Optional.of(queued + " trainings queued");
  }

  private String awaitPush(Sandbox sandbox, String pushToken, Instant finish) {
    Instant accepted =
        sandbox
            .world()
            .push()
            .messages()
            .awaitAfter(0, message -> message.target().equals(pushToken), PATIENCE)
            .stream()
            .findFirst()
            .orElseThrow(
                () -> new UnexpectedAnswerException("no push for " + PATIENCE.toSeconds() + " s"))
            .event()
            .acceptedAt();
    long latency = finish.until(accepted, ChronoUnit.MILLIS);
    pushLatencyMillis = Optional.of(latency);
    return latency + " ms after the skill finished";
  }

  private static Optional<String> sentNotification(Phone phone) {
    JsonNode items = phone.get("/v1/notifications?status=sent&limit=10").path("items");
    return items.isEmpty() ? Optional.empty() : Optional.of(items.get(0).path("id").asText());
  }

  private static String markRead(Phone phone, String id) {
    phone.post("/v1/notifications/" + id + "/read", Map.of(), 200);
    long unread = phone.get("/v1/notifications/unread-count").path("unread").asLong(-1);
    if (unread != 0) {
      throw new UnexpectedAnswerException("after reading, " + unread + " notifications are unread");
    }
    return "none unread";
  }

  private static String signOut(Phone phone) {
    phone.post("/v1/auth/logout", Map.of(), 204);
    return "session ended";
  }

  private static String refused(Phone phone) {
    int status = phone.statusOf("/v1/me");
    if (status != 401) {
      throw new UnexpectedAnswerException("/v1/me answered " + status + ", not 401");
    }
    return "401";
  }

  private static <T> T await(Supplier<Optional<T>> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> value = condition.get();
      if (value.isPresent()) {
        return value.get();
      }
      try {
        Thread.sleep(Duration.ofMillis(50));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnexpectedAnswerException("interrupted");
      }
    }
    throw new UnexpectedAnswerException("nothing happened for " + PATIENCE.toSeconds() + " s");
  }

  private <T> T step(String name, Callable<T> action) {
    long began = System.nanoTime();
    try {
      T result = action.call();
      over(name, true, began, detail(result));
      return result;
    } catch (Exception e) {
      if (closed) {
        throw new CancellationException("stopped");
      }
      String why =
          e instanceof UnexpectedAnswerException ? String.valueOf(e.getMessage()) : e.toString();
      over(name, false, began, why);
      throw e instanceof UnexpectedAnswerException failed
          ? failed
          : new UnexpectedAnswerException(why);
    }
  }

  private static String detail(Object result) {
    return switch (result) {
      case String text -> text;
      case Sandbox eve -> "EVE and FCM at " + eve.baseUri();
      case NomadServer api -> "at " + api.uri();
      default -> "";
    };
  }

  private void over(String name, boolean ok, long began, String detail) {
    Step step = new Step(name, ok, Duration.ofNanos(System.nanoTime() - began).toMillis(), detail);
    steps.add(step);
    listener.accept(step);
  }

  private DemoReport report(boolean ok) {
    return new DemoReport(
        ok, steps, pushLatencyMillis, startupMillis, ResidentMemory.peakMegabytes());
  }
}
