package dev.evenomad.domain.industry;

import dev.evenomad.domain.universe.LocationId;
import dev.evenomad.domain.universe.TypeId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A job that was installed and not delivered when it was read, or delivered since.
 *
 * @param blueprint the type of its blueprint
 * @param product what comes of it; empty if EVE does not say
 * @param runs positive
 * @param facility where it is done
 * @param status what EVE says, which may lag behind the clock
 * @param startsAt when it was begun
 * @param endsAt when it is planned to end; not before {@code startsAt}. Without meaning while it is
 *     paused
 */
public record IndustryJob(
    IndustryJobId id,
    IndustryActivity activity,
    TypeId blueprint,
    Optional<TypeId> product,
    long runs,
    LocationId facility,
    Status status,
    Instant startsAt,
    Instant endsAt) {

  public IndustryJob {
    if (runs <= 0) {
      throw new IllegalArgumentException("an industry job has at least one run, not " + runs);
    }
    if (endsAt.isBefore(startsAt)) {
      throw new IllegalArgumentException("industry job " + id + " cannot end before it starts");
    }
  }

  /** Where a job stands. */
  public enum Status {
    ACTIVE,
    /** The facility is offline; the clock stands still. */
    PAUSED,
    /** Over, and waiting to be delivered. */
    READY,
    DELIVERED,
    CANCELLED,
    REVERTED,
    /** One that EVE has added since. */
    UNKNOWN;

    /** The name outside of Java, such as {@code active}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
