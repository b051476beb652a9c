package dev.evenomad.bootstrap.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenomad.bootstrap.figures.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened in EVE beside what the phones were told of it. */
final class Verdict {

  /** Whatever was late for an interruption has caught up by then. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(5);

  /** What clocks of one machine may differ by in a trial. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of a hundred messages, so many may be in doubt. */
  private static final int MOST_IN_DOUBT = 10;

  private static final int UNKNOWN = -1;

  private final Terms terms;
  private final List<Interruption> interruptions;
  private final List<ServerPlace> places;
  private final Records records;
  private final Map<String, Integer> told = new TreeMap<>();
  private final Latencies quiet = new Latencies();
  private final Latencies disturbed = new Latencies();
  private final Latencies mails = new Latencies();
  private final List<String> lost = new ArrayList<>();
  private final List<String> invented = new ArrayList<>();
  private final List<String> shownAgain = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private int acceptedOnce;
  private int shownOnce;
  private int inDoubt;

  Verdict(
      Terms terms,
      Pilots pilots,
      List<Happening> all,
      List<Happening> toBeTold,
      Phones phones,
      List<Interruption> interruptions,
      List<ServerPlace> places,
      Records records) {
    this.terms = terms;
    this.interruptions = interruptions;
    this.places = places;
    this.records = records;
    for (Happening happening : toBeTold) {
      told.merge(happening.kind().code(), 1, Integer::sum);
      for (String phone : pilots.whoLived(happening).phones()) {
        judge(happening, phone, phones.of(phone).getOrDefault(happening.name(), List.of()));
      }
    }
    Map<Long, Set<String>> names = new HashMap<>();
    all.forEach(one -> names.computeIfAbsent(one.pilot(), id -> new HashSet<>()).add(one.name()));
    for (Pilot pilot : pilots.all()) {
      for (String phone : pilot.phones()) {
        phones.of(phone).keySet().stream()
            .filter(about -> !names.getOrDefault(pilot.id(), Set.of()).contains(about))
            .forEach(about -> invented.add(phone + " " + about));
      }
    }
  }

  private void judge(Happening happening, String phone, List<Accepted> messages) {
    String what = phone + " " + happening.name() + " of " + happening.at();
    if (messages.isEmpty()) {
      lost.add(what);
      return;
    }
    Accepted first = messages.getFirst();
    measure(happening, Duration.between(happening.at(), first.at()));
    if (messages.stream().map(Accepted::collapse).distinct().count() > 1) {
      shownAgain.add(what + ": " + messages);
    } else {
      shownOnce++;
    }
    if (messages.size() == 1) {
      acceptedOnce++;
      return;
    }
    inDoubt++;
    if (messages.stream().map(Accepted::content).distinct().count() > 1) {
      changed.add(what + ": " + messages);
    }
    int sender = senderOf(first);
    if (interruptions.stream().noneMatch(one -> one.explainsDoubtAbout(sender, first.at()))) {
      unexplained.add(
          what
              + " by server "
              + sender
              + ", accepted at "
              + messages.stream().map(Accepted::at).toList());
    }
  }

  private int senderOf(Accepted first) {
    return places.stream()
        .filter(place -> place.tap.sent(first).isPresent())
        .min(Comparator.comparing(place -> place.tap.sent(first).orElseThrow()))
        .map(place -> place.number)
        .orElse(UNKNOWN);
  }

  private void measure(Happening happening, Duration delay) {
    if (!happening.foreseen()) {
      mails.add(delay);
    } else if (interruptions.stream().anyMatch(one -> one.disturbs(happening.at(), CATCHING_UP))) {
      disturbed.add(delay);
    } else {
      quiet.add(delay);
    }
  }

  /** Nothing was lost or invented, and no phone showed anything twice. */
  void assertThatNobodyNoticed() {
    assertThat(lost).as("happened, and not told").isEmpty();
    assertThat(invented).as("told, and did not happen").isEmpty();
    assertThat(shownAgain).as("told twice").isEmpty();
    assertThat(changed).as("told again in other words").isEmpty();
    assertThat(unexplained).as("accepted twice, and nothing was in trouble").isEmpty();
    assertThat(quiet.earliest())
        .as("whatever the clocks of machines say")
        .isGreaterThan(AT_ONCE.negated());
    // What is due together is stored together: one cut leaves an alert of every pilot in doubt.
    assertThat(100 * (inDoubt - terms.pilots()))
        .as("in doubt, of a hundred")
        .isLessThanOrEqualTo(MOST_IN_DOUBT * (acceptedOnce + inDoubt));
    assertThat(records.unsentNotifications()).isEmpty();
    // Pilots are read now and then even when nothing happens.
    await("nothing is due or being done")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(records.openJobs()).isEmpty();
              assertThat(records.open(Instant.now())).isEmpty();
            });
    assertThat(records.misplannedChores()).isEmpty();
    assertThat(records.failedJobs()).noneMatch(job -> job.startsWith("push_delivery"));
    assertThat(places).allSatisfy(place -> assertThat(place.unexpectedEnds()).isZero());
  }

  /** All that can be said of it. */
  String table() {
    List<String> lines = new ArrayList<>();
    lines.add("seed %d".formatted(terms.seed()));
    lines.add(
        "%.1f minutes, %d servers, %d pilots"
            .formatted(terms.length().toSeconds() / 60.0, terms.servers(), terms.pilots()));
    lines.add("clocks ahead by " + places.stream().map(place -> place.askew).toList());
    lines.add("events " + told);
    lines.add("interruptions " + counted());
    lines.add("restarts " + places.stream().mapToInt(ServerPlace::restarts).sum());
    lines.add(
        "servers that ended unexpectedly "
            + places.stream().mapToInt(ServerPlace::unexpectedEnds).sum());
    lines.add(
        "accepted once %d, shown once %d, accepted twice (in doubt) %d"
            .formatted(acceptedOnce, shownOnce, inDoubt));
    lines.add(
        "lost %d, invented %d, shown twice %d, in other words %d, unexplained %d"
            .formatted(
                lost.size(),
                invented.size(),
                shownAgain.size(),
                changed.size(),
                unexplained.size()));
    lines.add("delay in quiet times: " + quiet);
    lines.add("delay in disturbed times: " + disturbed);
    lines.add("delay of mails: " + mails);
    lines.add("failed jobs " + records.failedJobs());
    complaints().forEach((what, times) -> lines.add("logged %d times: %s".formatted(times, what)));
    lines.addAll(some("lost", lost));
    lines.addAll(some("invented", invented));
    lines.addAll(some("shown twice", shownAgain));
    lines.addAll(some("unexplained", unexplained));
    interruptions.stream()
        .map(
            one ->
                "server %d: %s at %s for %.1f s"
                    .formatted(
                        one.server(),
                        one.trouble(),
                        one.from(),
                        Duration.between(one.from(), one.until()).toMillis() / 1000.0))
        .forEach(lines::add);
    return String.join(System.lineSeparator(), lines);
  }

  private Map<String, Long> complaints() {
    return places.stream()
        .flatMap(ServerPlace::complaints)
        .collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting()));
  }

  private Map<Trouble, Long> counted() {
    return interruptions.stream()
        .collect(Collectors.groupingBy(Interruption::trouble, TreeMap::new, Collectors.counting()));
  }

  private static List<String> some(String title, Collection<String> lines) {
    return lines.stream().limit(20).map(line -> title + ": " + line).toList();
  }
}
