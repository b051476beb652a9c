package dev.evenomad.bootstrap.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Everybody who is signed in. */
record Pilots(List<Pilot> all) {

  /** As many as there are sign-ins, a few of them at a time. */
  static Pilots signedIn(List<Callable<Pilot>> signIns, int atATime) throws InterruptedException {
    List<Pilot> pilots = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
      for (Future<Pilot> signIn : threads.invokeAll(signIns)) {
        pilots.add(signIn.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    return new Pilots(pilots);
  }

  /** To whom it happened. */
  Pilot whoLived(Happening happening) {
    return all.stream().filter(pilot -> pilot.id() == happening.pilot()).findFirst().orElseThrow();
  }
}
