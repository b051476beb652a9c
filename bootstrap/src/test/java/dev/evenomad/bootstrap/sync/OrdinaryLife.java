package dev.evenomad.bootstrap.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What happens to pilots besides what time brings by itself: on a day each gets some mails, sells
 * some goods, fetches what was built and starts an extractor again; always the same for the same
 * pilots.
 */
final class OrdinaryLife {

  private static final long SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();
  private static final double DEEDS_A_DAY = 12;

  private final EveProcess world;
  private final List<Long> pilots;
  private final Random random = new Random(1);
  private final Map<String, Integer> deeds = new TreeMap<>();
  private Instant lived;
  private double owed;

  OrdinaryLife(EveProcess world, List<Long> pilots, Instant start) {
    this.world = world;
    this.pilots = pilots;
    this.lived = start;
  }

  /** How often what was done. */
  Map<String, Integer> deeds() {
    return deeds;
  }

  void until(Instant now) {
    owed += Duration.between(lived, now).toSeconds() * DEEDS_A_DAY * pilots.size() / SECONDS_OF_DAY;
    lived = now;
    for (; owed >= 1; owed--) {
      long pilot = pilots.get(random.nextInt(pilots.size()));
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4, 5 -> send(pilot);
        case 6, 7 -> sell(pilot);
        case 8 -> cancel(pilot);
        case 9, 10 -> deliver(pilot);
        default -> restart(pilot);
      }
    }
  }

  private void send(long to) {
    long from = pilots.get(random.nextInt(pilots.size()));
    if (from != to) {
      world.control(
          "POST",
          "/pilots/" + to + "/mails",
          Map.of("from", from, "subject", "Fleet tonight", "body", "We leave at 19:00."));
      count("mails");
    }
  }

  private void sell(long pilot) {
    JsonNode order = list(pilot, "/orders").path(0);
    if (!order.isMissingNode()) {
      String path = "/pilots/" + pilot + "/orders/" + order.path("orderId").asLong() + "/fill";
      long left = order.path("volumeRemain").asLong();
      world.control(
          "POST",
          path,
          random.nextBoolean() || left < 2 ? Map.of("volume", left) : Map.of("volume", left / 2));
      count("trades");
    }
  }

  private void cancel(long pilot) {
    JsonNode order = list(pilot, "/orders").path(0);
    if (!order.isMissingNode()) {
      world.control(
          "DELETE", "/pilots/" + pilot + "/orders/" + order.path("orderId").asLong(), Map.of());
      count("orders cancelled");
    }
  }

  private void deliver(long pilot) {
    for (JsonNode job : list(pilot, "/jobs")) {
      if (job.path("status").asText().equals("ready")) {
        world.control(
            "POST",
            "/pilots/" + pilot + "/jobs/" + job.path("jobId").asLong() + "/deliver",
            Map.of());
        count("jobs delivered");
        return;
      }
    }
  }

  private void restart(long pilot) {
    JsonNode colonies = list(pilot, "/colonies");
    for (JsonNode colony : colonies) {
      for (JsonNode extractor : colony.path("extractors")) {
        world.control(
            "POST",
            "/pilots/"
                + pilot
                + "/colonies/"
                + colony.path("planetId").asLong()
                + "/extractors/"
                + extractor.path("pinId").asLong()
                + "/restart",
            Map.of("length", "P1D"));
        count("extractors restarted");
        return;
      }
    }
  }

  /** The open ones, where that makes a difference. */
  private JsonNode list(long pilot, String what) {
    return world.control("GET", "/pilots/" + pilot + what, Map.of()).elements().next();
  }

  private void count(String deed) {
    deeds.merge(deed, 1, Integer::sum);
  }
}
