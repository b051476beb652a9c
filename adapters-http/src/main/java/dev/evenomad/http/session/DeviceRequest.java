package dev.evenomad.http.session;

import dev.evenomad.domain.session.Device;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.domain.session.PushToken;
import dev.evenomad.http.request.Input;
import java.util.Optional;

/**
 * The device of a session.
 *
 * @param type what it is
 * @param pushToken where the push service reaches the app; absent if it takes no pushes
 */
public record DeviceRequest(DeviceType type, Optional<PushToken> pushToken) {

  /** Reads it from a JSON object. */
  public static DeviceRequest read(Input object) {
    object.only("type", "pushToken");
    return new DeviceRequest(
        object.required("type").oneOf(DeviceType.class),
        object
            .given("pushToken")
            .map(token -> token.as("1 to 4096 visible ASCII characters", PushToken::new)));
  }

  /** The same as the core knows it. */
  public Device toDevice() {
    return new Device(type, pushToken);
  }
}
