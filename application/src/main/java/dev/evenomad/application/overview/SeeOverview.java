package dev.evenomad.application.overview;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.overview.Glance;
import dev.evenomad.domain.overview.Overviews;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows a pilot all their characters at a glance. Thread-safe. */
public final class SeeOverview {

  private final Overviews overviews;
  private final Clock clock;

  /** Over these ports. */
  public SeeOverview(Overviews overviews, Clock clock) {
    this.overviews = overviews;
    this.clock = clock;
  }

  /** What the user has, as it looks now; empty if the user is gone. */
  public Optional<Seen> see(UserId user) {
    Instant now = clock.instant();
    return overviews
        .find(user, now)
        .map(
            overview ->
                new Seen(
                    now,
                    overview.characters().stream().map(known -> Glance.of(known, now)).toList(),
                    overview.unread()));
  }

  /**
   * What was seen.
   *
   * @param at when
   * @param characters the one linked first at the front
   * @param unread all notifications that are sent and not read
   */
  public record Seen(Instant at, List<Glance> characters, long unread) {}
}
