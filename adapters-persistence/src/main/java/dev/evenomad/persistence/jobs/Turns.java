package dev.evenomad.persistence.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often accounts had their turn in lanes where others wait, so that who comes later does not
 * wait behind all of theirs. Forgotten as soon as nobody waits. Confined to its thread.
 */
final class Turns {

  /** Fairness is not worth more memory. */
  private static final int MOST = 500;

  private final Map<Lane, Map<String, Integer>> turns = new HashMap<>();

  /** These accounts had a turn each, and others wait. */
  void had(Lane lane, List<String> accounts) {
    Map<String, Integer> known = turns.computeIfAbsent(lane, any -> new HashMap<>());
    if (known.size() > MOST) {
      known.clear();
    }
    accounts.forEach(account -> known.merge(account, 1, Integer::sum));
  }

  /** Nobody waits in that lane. */
  void forget(Lane lane) {
    turns.remove(lane);
  }

  /** Everybody's turns. */
  List<Had> all() {
    return turns.entrySet().stream()
        .flatMap(
            lane ->
                lane.getValue().entrySet().stream()
                    .map(had -> new Had(lane.getKey(), had.getKey(), had.getValue())))
        .toList();
  }

  /** That an account had so many turns in a lane. */
  record Had(Lane lane, String account, int turns) {}
}
