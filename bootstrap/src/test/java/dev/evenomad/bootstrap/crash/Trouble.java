package dev.evenomad.bootstrap.crash;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** What happens to a server. */
enum Trouble {
  /** It is killed, and another one started a little later. */
  KILL(1, 5),
  /** It is told to stop, and another one started a little later. */
  STOP(1, 5),
  /** It stands still for less time than others give it. */
  PAUSE(1, 8),
  /** It stands still until others have taken it for dead. */
  LONG_PAUSE(19, 25),
  /** It has no connection to the database. */
  CUT(1, 10),
  /** The same until others have taken it for dead. */
  LONG_CUT(19, 25),
  /** The database hears nothing from it, nor it from the database. */
  STALL(1, 10),
  /** The same until others have taken it for dead. */
  LONG_STALL(19, 25),
  /** It has no connection to EVE and FCM. */
  LONELY(2, 10);

  private final int shortest;
  private final int longest;

  Trouble(int shortest, int longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  /** How long it lasts this time. */
  Duration time(RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(shortest * 1000L, longest * 1000L + 1));
  }

  /** Lets it happen. In the end the place has a server that works, or will in a moment. */
  void befall(ServerPlace place, Duration time) throws InterruptedException {
    switch (this) {
      case KILL -> {
        place.now().kill();
        replace(place, time);
      }
      case STOP -> {
        place.now().terminate();
        place.now().exitCode();
        replace(place, time);
      }
      case PAUSE, LONG_PAUSE -> {
        place.now().signal("STOP");
        try {
          Thread.sleep(time);
        } finally {
          place.now().signal("CONT");
        }
      }
      case CUT, LONG_CUT -> {
        place.database.cut();
        heal(place.database, time);
      }
      case STALL, LONG_STALL -> {
        place.database.hold();
        heal(place.database, time);
      }
      case LONELY -> {
        place.eve.cut();
        heal(place.eve, time);
      }
    }
  }

  private static void replace(ServerPlace place, Duration time) throws InterruptedException {
    Thread.sleep(time);
    place.begin();
    place.awaitServing();
  }

  private static void heal(Way way, Duration time) throws InterruptedException {
    try {
      Thread.sleep(time);
    } finally {
      way.heal();
    }
  }
}
