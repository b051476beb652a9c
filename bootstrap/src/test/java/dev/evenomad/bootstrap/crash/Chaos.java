package dev.evenomad.bootstrap.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gets servers into trouble, each by itself, round after round; at the end of each there is quiet.
 * What happens when and how long the seed says.
 */
final class Chaos implements AutoCloseable {

  private static final int SHORTEST_REST = 1500;
  private static final int LONGEST_REST = 6000;

  private static final Duration ROUND = Duration.ofSeconds(75);
  private static final Duration QUIET = Duration.ofSeconds(12);

  private final List<Interruption> interruptions = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> raging = new ArrayList<>();
  private final long seed;
  private final Instant begin = Instant.now();
  private final Instant end;

  private Chaos(long seed, Instant end) {
    this.seed = seed;
    this.end = end;
  }

  /** Begins it. */
  static Chaos among(List<ServerPlace> places, long seed, Instant end) {
    Chaos chaos = new Chaos(seed, end);
    List<Trouble> deck = new ArrayList<>(List.of(Trouble.values()));
    Collections.shuffle(deck, new Random(seed));
    for (ServerPlace place : places) {
      List<Trouble> own = new ArrayList<>(deck);
      // So that all of it happens early on, to one or the other.
      Collections.rotate(own, place.number * deck.size() / places.size());
      chaos.raging.add(chaos.threads.submit(() -> chaos.rage(place, own)));
    }
    return chaos;
  }

  private Void rage(ServerPlace place, List<Trouble> deck) throws InterruptedException {
    Random random = new Random(31 * seed + place.number);
    Instant round = begin;
    int next = 0;
    while (round.isBefore(end)) {
      Thread.sleep(random.nextInt(SHORTEST_REST, LONGEST_REST));
      Trouble trouble = deck.get(next % deck.size());
      Duration time = trouble.time(random);
      Instant from = Instant.now();
      if (from.plus(time).isAfter(quietOf(round))) {
        round = round.plus(ROUND);
        Thread.sleep(Duration.between(from, round.isBefore(end) ? round : end));
      } else {
        trouble.befall(place, time);
        interruptions.add(new Interruption(place.number, trouble, from, Instant.now()));
        next++;
      }
      // One that came to an end of its own accord is replaced as well.
      place.awaitServing();
    }
    return null;
  }

  private Instant quietOf(Instant round) {
    Instant over = round.plus(ROUND);
    return (over.isBefore(end) ? over : end).minus(QUIET);
  }

  /** Whether it is not over yet. */
  boolean rages() {
    return raging.stream().anyMatch(one -> !one.isDone());
  }

  /** All that happened, in its order, once it is over. */
  List<Interruption> interruptions() throws InterruptedException {
    try {
      for (Future<?> one : raging) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    return interruptions.stream().sorted(Comparator.comparing(Interruption::from)).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
