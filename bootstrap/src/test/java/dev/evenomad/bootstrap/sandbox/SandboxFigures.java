package dev.evenomad.bootstrap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.bootstrap.sandbox.population.SeededPopulation;
import dev.evenomad.bootstrap.sandbox.sso.Granted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How long a world with many pilots takes to begin, how much memory it needs with all that is
 * theirs, and how fast it answers one client. No part of the test run; by hand:
 *
 * <pre>{@code
 * ./mvnw -pl bootstrap -am verify -Dtest=SandboxFigures -Dit.test=none \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>{@code -Dnomad.pilots=} takes another number of them, {@code -Dnomad.seconds=} measures
 * longer.
 */
final class SandboxFigures {

  private static final int PILOTS = Integer.getInteger("nomad.pilots", 10_000);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("nomad.seconds", 10));

  /** So many requests are under way at once. */
  private static final int AT_ONCE = 32;

  private static final SandboxSettings SETTINGS =
      SandboxSettings.of("figures", "figures", List.of());

  @Test
  void beginning() {
    var empty = usedHeap();
    var began = System.nanoTime();
    var worked = cpu();
    try (var sandbox = Sandbox.start(SETTINGS.withPopulation(new SeededPopulation(1, PILOTS)))) {
      var world = sandbox.world();
      System.out.printf(
          "%,d pilots in %.1f s, %.1f s of them on the processor%n",
          PILOTS, seconds(began), (cpu() - worked) / 1e9);
      System.out.printf("heap: %d MB%n", megabytes(usedHeap() - empty));
      began = System.nanoTime();
      worked = cpu();
      for (var pilot : world.pilots().all()) {
        world.mailboxes().of(pilot.characterId());
        world.market().of(pilot.characterId());
        world.jobs().of(pilot.characterId());
        world.colonies().of(pilot.characterId());
      }
      System.out.printf(
          "all that is theirs in %.1f s more, %.1f s of them on the processor%n",
          seconds(began), (cpu() - worked) / 1e9);
      System.out.printf("heap: %d MB%n", megabytes(usedHeap() - empty));
      assertThat(world.pilots().all()).hasSizeGreaterThan(PILOTS);
    }
  }

  @Test
  void answers() throws InterruptedException, ExecutionException {
    try (var sandbox = Sandbox.start(SETTINGS.withPopulation(new SeededPopulation(1, PILOTS)));
        var client = HttpClient.newHttpClient()) {
      var world = sandbox.world();
      var began = System.nanoTime();
      var granted =
          world.sso().grant(world.pilots().ids(0, PILOTS), List.of("esi-skills.read_skills.v1"));
      System.out.printf("%,d grants in %.1f s%n", granted.size(), seconds(began));
      Map<Long, String> etags = new ConcurrentHashMap<>();
      var first = new Load(sandbox.esiBase(), client, granted, etags);
      first.run("skills, first time", false, granted.size());
      new Load(sandbox.esiBase(), client, granted, etags).run("skills, 200", false, 0);
      new Load(sandbox.esiBase(), client, granted, etags).run("skills, 304", true, 0);
      System.out.printf("heap: %d MB%n", megabytes(usedHeap()));
    }
  }

  /** One client that asks for the skills of one pilot after the other. */
  private record Load(URI esi, HttpClient client, List<Granted> granted, Map<Long, String> etags) {

    /**
     * @param count how many requests; 0 for as many as {@link #TIME} allows
     */
    void run(String what, boolean conditional, int count)
        throws InterruptedException, ExecutionException {
      var next = new AtomicInteger();
      var statuses = new ConcurrentHashMap<Integer, Integer>();
      var began = System.nanoTime();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var running = new ArrayList<Future<?>>();
        for (var i = 0; i < AT_ONCE; i++) {
          running.add(
              threads.submit(
                  () -> {
                    var number = next.getAndIncrement();
                    while (count == 0
                        ? System.nanoTime() - began < TIME.toNanos()
                        : number < count) {
                      var status = ask(granted.get(number % granted.size()), conditional);
                      statuses.merge(status, 1, Integer::sum);
                      number = next.getAndIncrement();
                    }
                    return null;
                  }));
        }
        for (var one : running) {
          one.get();
        }
      }
      var answers = statuses.values().stream().mapToInt(sum -> sum).sum();
      System.out.printf("%s: %,.0f a second, %s%n", what, answers / seconds(began), statuses);
    }

    private int ask(Granted grant, boolean conditional) throws IOException, InterruptedException {
      var id = grant.pilot().characterId();
      var request =
          HttpRequest.newBuilder(URI.create(esi + "/characters/" + id + "/skills"))
              .header("Authorization", "Bearer " + grant.accessToken())
              .header("X-Compatibility-Date", "2026-08-04")
              .header("User-Agent", "EveNomad-Figures/1.0 (figures@example.org)");
      if (conditional) {
        request.header("If-None-Match", etags.getOrDefault(id, "\"none\""));
      }
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer.headers().firstValue("ETag").ifPresent(etag -> etags.put(id, etag));
      return answer.statusCode();
    }
  }

  /** Of this thread, in nanoseconds: other programs on the machine do not matter. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
