package dev.evenomad.bootstrap.sandbox.game.industry;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a job makes of what.
 *
 * @param activity what is done
 * @param blueprintId item id of the blueprint
 * @param blueprintTypeId type id of the blueprint
 * @param productTypeId type id of what comes out; empty for research
 * @param runs how often, positive
 * @param licensedRuns runs of a copy that is made; empty where nothing is copied
 * @param probability of an invention, above 0 to 1; empty where nothing is invented
 * @param cost ISK for the installation, not negative
 */
public record JobWork(
    Activity activity,
    long blueprintId,
    int blueprintTypeId,
    Optional<Integer> productTypeId,
    int runs,
    Optional<Integer> licensedRuns,
    Optional<Double> probability,
    BigDecimal cost) {

  public JobWork {
    if (runs < 1 || cost.signum() < 0) {
      throw Refusal.invalid(
          "a job cannot have " + runs + " runs and cost " + cost,
          "give at least one run and a cost of zero or more");
    }
    cost = cost.setScale(2, RoundingMode.HALF_UP);
  }
}
