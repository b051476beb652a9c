package dev.evenomad.bootstrap.sandbox.game;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pilots a fresh world begins with: three, on two accounts, each training something. */
public final class SeedPilots {

  private static final long ALLIANCE = 99_100_001;

  private SeedPilots() {}

  /** Adds them; the world must not hold their ids or names yet. */
  public static void addTo(Pilots pilots) {
    var mara =
        pilots.create(
            pilot("Mara Tessen", "aurora", Map.of(3300, 4, 3302, 3, 3327, 4, 3329, 4, 3449, 3)));
    pilots.train(
        mara.characterId(),
        List.of(
            PlannedTraining.lasting(3300, 5, Duration.ofMinutes(20)),
            PlannedTraining.lasting(3302, 4, Duration.ofHours(3)),
            PlannedTraining.of(3310, 3)),
        false);

    var kelvar =
        pilots.create(pilot("Kelvar Oduya", "aurora", Map.of(3380, 4, 3385, 3, 3386, 4, 3402, 3)));
    pilots.train(
        kelvar.characterId(),
        List.of(
            PlannedTraining.lasting(3386, 5, Duration.ofHours(26)), PlannedTraining.of(3385, 4)),
        false);

    var ines =
        pilots.create(pilot("Ines Halvorsen", "borealis", Map.of(3319, 3, 3327, 3, 3330, 3)));
    pilots.train(
        ines.characterId(),
        List.of(PlannedTraining.lasting(3330, 4, Duration.ofHours(2)), PlannedTraining.of(3321, 2)),
        false);
  }

  private static NewPilot pilot(String name, String account, Map<Integer, Integer> skills) {
    return new NewPilot(
        name,
        Optional.empty(),
        Optional.of(account),
        Optional.empty(),
        Optional.of(ALLIANCE),
        skills);
  }
}
