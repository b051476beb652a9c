package dev.evenomad.http.health;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the server is.
 *
 * @param status up or down
 * @param checks what it needs, and whether that is up or down
 */
@Serdeable.Serializable
@Schema(name = "Health")
record HealthView(
    @Schema(ref = "#/components/schemas/HealthStatus") String status, Map<String, String> checks) {

  static HealthView of(Map<String, Boolean> ready) {
    Map<String, String> checks = new TreeMap<>();
    ready.forEach((name, up) -> checks.put(name, text(up)));
    return new HealthView(text(!ready.containsValue(false)), checks);
  }

  boolean up() {
    return status.equals(text(true));
  }

  private static String text(boolean up) {
    return up ? "up" : "down";
  }
}
