package dev.evenomad.http.overview;

import dev.evenomad.application.overview.SeeOverview.Seen;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The characters of an account at a glance.
 *
 * @param unreadNotifications how many notifications are sent and not read, also those about no
 *     character, or about one that is no longer linked
 * @param items the one linked first at the front
 */
@Serdeable.Serializable
@Schema(name = "Overview")
record OverviewView(long unreadNotifications, List<GlanceView> items) {

  static OverviewView of(Seen seen) {
    return new OverviewView(
        seen.unread(),
        seen.characters().stream().map(glance -> GlanceView.of(glance, seen.at())).toList());
  }
}
