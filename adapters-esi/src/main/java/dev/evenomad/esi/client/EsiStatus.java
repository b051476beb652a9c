package dev.evenomad.esi.client;

import java.time.Instant;

/**
 * How the game's server is, as ESI tells it.
 *
 * @param players who are in the game
 * @param serverVersion of the game
 * @param startedAt when the server last started
 * @param staffOnly whether it lets nobody in but CCP's staff
 */
public record EsiStatus(int players, String serverVersion, Instant startedAt, boolean staffOnly) {

  static EsiStatus read(Payload payload) {
    return new EsiStatus(
        payload.smallNumber("players"),
        payload.text("server_version"),
        payload.time("start_time"),
        payload.optionalTruth("vip").orElse(false));
  }
}
