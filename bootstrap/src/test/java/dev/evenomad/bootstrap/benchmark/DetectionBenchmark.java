package dev.evenomad.bootstrap.benchmark;

import dev.evenomad.domain.market.MarketOrders;
import dev.evenomad.domain.market.OrdersReading;
import dev.evenomad.domain.skill.SkillSnapshot;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.sync.MarketDetection;
import dev.evenomad.domain.sync.SkillDetection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Finding out what happened to a pilot with 400 skills, 50 queued ones and 150 market orders. */
@State(Scope.Benchmark)
public class DetectionBenchmark {

  private static final Instant LATER = Readings.NOON.plus(Duration.ofHours(8));

  private final SkillDetection skills = new SkillDetection(Optional.of(Duration.ofHours(24)));
  private final MarketDetection market = new MarketDetection();
  private final SkillSnapshot known = Readings.skills();
  private final SkillSnapshot read = Readings.skills().confirmedAt(LATER);
  private final MarketOrders orders = market.baseline(Readings.orders(0, Readings.NOON));
  private final OrdersReading sold = Readings.orders(250, LATER);

  /** A skill that is finished, by the clock alone. */
  @Benchmark
  public List<CharacterEvent> skillsByClock() {
    return skills.byClock(known, Readings.NOON, LATER);
  }

  /** The same with a new reading. */
  @Benchmark
  public Comparison<SkillSnapshot> skillsByReading() {
    return skills.compare(known, read, Readings.NOON, LATER);
  }

  /** Orders of which one was filled partly. */
  @Benchmark
  public Comparison<MarketOrders> ordersByReading() {
    return market.compare(orders, sold, Readings.NOON, LATER);
  }
}
