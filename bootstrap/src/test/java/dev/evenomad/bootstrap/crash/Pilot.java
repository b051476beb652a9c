package dev.evenomad.bootstrap.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenomad.bootstrap.local.Phone;
import dev.evenomad.http.contract.ApiContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who is signed in on one phone or more.
 *
 * @param bearer of one of the phones, good at every server
 * @param phones their push tokens
 */
record Pilot(long id, String bearer, List<String> phones) {

  static final URI APP = URI.create("evenomad://callback");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Signs in at that server, so many times. */
  static Pilot signedIn(long id, int phones, URI server) {
    List<String> tokens = new ArrayList<>();
    String bearer = "";
    for (int i = 0; i < phones; i++) {
      try (Phone phone = new Phone(server, APP, ApiContract.builtIn()::check)) {
        JsonNode session = phone.signIn(id, Optional.empty());
        bearer = session.path("token").asText();
        String type = (id + i) % 2 == 0 ? "android" : "ios";
        String token = type + "-" + id + "-" + i;
        phone.put("/v1/sessions/current/device", Map.of("type", type, "pushToken", token), 204);
        tokens.add(token);
        // What phones are told is compared with what happened, one by one.
        phone.patch("/v1/me/settings", Map.of("notifications", Map.of("digest", false)), 200);
      }
    }
    return new Pilot(id, bearer, tokens);
  }

  /** Asks that server to read what EVE says, whether it hears or not. */
  void wantsToBeRead(URI server) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/v1/characters/" + id + "/sync"))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + bearer)
            .POST(BodyPublishers.noBody())
            .build();
    var _ = HTTP.sendAsync(request, BodyHandlers.discarding());
  }
}
