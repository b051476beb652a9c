package dev.evenomad.http.settings;

import dev.evenomad.domain.notification.QuietHours;
import dev.evenomad.http.request.Input;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The hours of each day in which the phone stays silent. They may reach over midnight.
 *
 * @param from first quiet moment, such as 22:30
 * @param to first moment that is no longer quiet; another than from
 * @param timeZone whose clock counts, as the IANA names it, such as Europe/Berlin
 */
@Serdeable.Serializable
@Schema(name = "QuietHours")
record QuietHoursView(String from, String to, String timeZone) {

  static QuietHoursView of(QuietHours quiet) {
    return new QuietHoursView(quiet.from().toString(), quiet.to().toString(), quiet.zone().getId());
  }

  /** Reads what a client wants, and refuses what cannot be. */
  static QuietHours read(Input object) {
    object.only("from", "to", "timeZone");
    LocalTime from = time(object.required("from"));
    LocalTime to = time(object.required("to"));
    if (from.equals(to)) {
      throw object.required("to").mustBe("another time than from");
    }
    return new QuietHours(
        from, to, object.required("timeZone").as("a time zone such as Europe/Berlin", ZoneId::of));
  }

  private static LocalTime time(Input text) {
    return text.as("a time of day such as 22:30", LocalTime::parse);
  }
}
