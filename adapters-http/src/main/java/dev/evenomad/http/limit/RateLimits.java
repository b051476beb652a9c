package dev.evenomad.http.limit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is limited, and how much is served. The same for all servers of a database.
 *
 * @param quotas by class; a class without one is not limited
 */
public record RateLimits(Map<RouteClass, Quota> quotas) {

  /** The property that says whether anything is limited, else nothing looks at requests. */
  public static final String ENABLED = "nomad.http.limited";

  /** Nothing is limited. */
  public static final RateLimits OFF = new RateLimits(Map.of());

  /** Enough for any app, and too little to hurt. */
  public static final RateLimits SENSIBLE =
      new RateLimits(
          Arrays.stream(RouteClass.values())
              .collect(Collectors.toMap(kind -> kind, RouteClass::sensible)));

  public RateLimits {
    quotas = Map.copyOf(quotas);
  }

  /**
   * Reads {@code off}, or what differs from {@link #SENSIBLE} such as {@code
   * sign-in=30/10,read=1200/600}: requests per minute of an address, and of a user.
   *
   * @throws IllegalArgumentException if it is neither; the message does not repeat it
   */
  public static RateLimits parse(String text) {
    if (text.equals("off")) {
      return OFF;
    }
    Map<RouteClass, Quota> quotas = new EnumMap<>(SENSIBLE.quotas);
    for (String part : text.split(",", -1)) {
      String[] sides = part.strip().split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException("a part of it is not of the form read=1200/300");
      }
      quotas.put(kind(sides[0]), Quota.parse(sides[1]));
    }
    return new RateLimits(quotas);
  }

  private static RouteClass kind(String code) {
    return Arrays.stream(RouteClass.values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "it names a class that is none of "
                        + Arrays.stream(RouteClass.values())
                            .map(RouteClass::code)
                            .collect(Collectors.joining(", "))));
  }

  /** What is served of that class; empty if as much as anybody likes. */
  Optional<Quota> of(RouteClass kind) {
    return Optional.ofNullable(quotas.get(kind));
  }
}
