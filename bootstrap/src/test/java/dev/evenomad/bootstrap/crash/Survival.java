package dev.evenomad.bootstrap.crash;

import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.database.NewDatabase;
import dev.evenomad.bootstrap.local.LocalWorld;
import dev.evenomad.bootstrap.local.LocalWorldSettings;
import dev.evenomad.bootstrap.sandbox.control.World;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.FaultTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Servers on one database, in real time, that are killed, stopped, paused and cut off at random
 * moments while things happen in EVE, and what their pilots are told of it.
 */
final class Survival implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For a pilot to be born, sign in and be read. */
  private static final Duration PRELUDE = Duration.ofSeconds(20);

  /** Enough for work whose server died, and that then failed a few times. */
  private static final Duration AFTERMATH = Duration.ofMinutes(3);

  /** From a message's acceptance until its sender knows. */
  private static final Duration ANSWER = Duration.ofMillis(200);

  private static final Duration BETWEEN_MAILS = Duration.ofSeconds(2);
  private static final int MOST_ASKED_A_SECOND = 3;

  /** No server's clock is further off. */
  private static final int MOST_ASKEW = 3000;

  private final Terms terms;
  private final Random random;
  private final LocalWorld local = new LocalWorld(LocalWorldSettings.temporary(Set.of(Pilot.APP)));
  private final List<ServerPlace> places = new ArrayList<>();
  private final Records records;
  private final Life life;
  private final Phones phones;

  /**
   * Servers, an EVE and nobody yet.
   *
   * @param folder for what the servers leave behind
   */
  private Survival(Terms terms, Path folder) {
    this.terms = terms;
    this.random = new Random(terms.seed());
    records = new Records(new NewDatabase(local.startDatabase().jdbcUrl()));
    World world = local.startSandbox().world();
    world
        .faults()
        .add(
            new Fault(
                FaultTarget.FCM,
                "*",
                new Fault.Effect.Hang(ANSWER),
                Fault.Phase.AFTER,
                Optional.empty()));
    life = new Life(world, PRELUDE, terms.length(), terms.seed());
    phones = new Phones(world.push().messages());
    for (int i = 0; i < terms.servers(); i++) {
      Duration askew = Duration.ofMillis(random.nextInt(-MOST_ASKEW, MOST_ASKEW + 1));
      places.add(new ServerPlace(i, folder, askew, local::environment));
    }
  }

  /**
   * Lets it all happen, and shows what came of it.
   *
   * @param folder for what the servers leave behind
   */
  static void assertThatNobodyNotices(Terms terms, Path folder)
      throws IOException, InterruptedException {
    try (Survival survival = new Survival(terms, folder)) {
      Verdict verdict = survival.run();
      System.out.println(verdict.table());
      verdict.assertThatNobodyNoticed();
    }
  }

  /** Lets it all happen, and waits until it is over. */
  private Verdict run() throws InterruptedException {
    System.out.println("seed " + terms.seed());
    System.out.println("servers begin at " + Instant.now());
    places.forEach(ServerPlace::begin);
    for (ServerPlace place : places) {
      place.awaitServing();
    }
    Pilots pilots = signedIn();
    await("all pilots are read")
        .atMost(PATIENCE)
        .until(() -> records.pilotsRead() == terms.pilots());
    System.out.println("chaos begins at " + Instant.now());
    Instant known = Instant.now().plusMillis(MOST_ASKEW);
    Instant end = lastHappening();
    List<Interruption> interruptions;
    try (Chaos chaos = Chaos.among(places, terms.seed(), end)) {
      Instant lastMail = known.plus(Duration.between(known, end).dividedBy(2));
      Instant nextMail = known;
      while (chaos.rages() || Instant.now().isBefore(end)) {
        if (Instant.now().isAfter(nextMail) && nextMail.isBefore(lastMail)) {
          life.write(any(pilots.all()).id());
          nextMail = nextMail.plus(BETWEEN_MAILS);
        }
        passASecond(pilots);
      }
      interruptions = chaos.interruptions();
    }
    System.out.println("chaos is over at " + Instant.now());
    List<Happening> toBeTold =
        life.all().stream().filter(happening -> happening.at().isAfter(known)).toList();
    settle(pilots, toBeTold);
    return new Verdict(terms, pilots, life.all(), toBeTold, phones, interruptions, places, records);
  }

  private Pilots signedIn() throws InterruptedException {
    List<Callable<Pilot>> signIns = new ArrayList<>();
    for (int i = 0; i < terms.pilots(); i++) {
      String name = "Pilot " + i;
      int devices = i % 4 == 0 ? 2 : 1;
      ServerPlace place = places.get(i % places.size());
      signIns.add(() -> Pilot.signedIn(life.born(name), devices, place.uri));
    }
    return Pilots.signedIn(signIns, 2 * places.size());
  }

  private Instant lastHappening() {
    return life.all().stream().map(Happening::at).max(Instant::compareTo).orElseThrow();
  }

  /** The phones are looked at, and pilots who wait for a mail ask any server to read it. */
  private void passASecond(Pilots pilots) throws InterruptedException {
    Thread.sleep(1000);
    phones.look();
    List<Pilot> waiting =
        life.all().stream()
            .filter(happening -> !happening.foreseen())
            .filter(happening -> !phones.know(pilots.whoLived(happening), happening))
            .map(happening -> pilots.whoLived(happening))
            .distinct()
            .toList();
    for (int i = 0; i < Math.min(MOST_ASKED_A_SECOND, waiting.size()); i++) {
      any(waiting).wantsToBeRead(any(places).uri);
    }
  }

  /** Until everything is told and done, or it is given up. */
  private void settle(Pilots pilots, List<Happening> toBeTold) throws InterruptedException {
    Instant late = Instant.now().plus(AFTERMATH);
    int before = -1;
    while (Instant.now().isBefore(late)
        && !(isSettled(pilots, toBeTold) && before == phones.count())) {
      before = phones.count();
      passASecond(pilots);
    }
  }

  private boolean isSettled(Pilots pilots, List<Happening> toBeTold) {
    return toBeTold.stream().allMatch(one -> phones.know(pilots.whoLived(one), one))
        && records.openJobs().isEmpty()
        && records.open(Instant.now()).isEmpty();
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  @Override
  public void close() throws IOException {
    try (local) {
      for (ServerPlace place : places) {
        place.close();
      }
    }
  }
}
