package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailReading;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.sync.CharacterEvent.MailRead;
import dev.evenomad.domain.sync.CharacterEvent.MailReceived;
import dev.evenomad.domain.sync.MailingPilot.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.ListArbitrary;

/**
 * What is told over a random history of a pilot who gets mail, and of a server that reads what ESI
 * knew up to a minute ago, whatever the order.
 */
final class MailHistoryTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Property(tries = 3000)
  void tellsEveryMailThatComesAndIsDoneWithOnceAndNothingElse(
      @ForAll("few") List<Step> before, @ForAll("few") List<Step> history) {
    Told told = told(before, history);

    assertThat(told.received()).containsExactlyInAnyOrderElementsOf(told.news);
    assertThat(told.read())
        .containsExactlyInAnyOrderElementsOf(
            told.pilot.letters().stream()
                .filter(letter -> told.knownUnread.contains(letter.id()) && letter.doneWith())
                .map(Letter::id)
                .toList());
  }

  @Property(tries = 2000)
  void tellsEveryMailThatComesThoughTheyAreMoreThanAPageAtOnce(
      @ForAll("many") List<Step> before, @ForAll("many") List<Step> history) {
    Told told = told(before, history);

    assertThat(told.received()).containsExactlyInAnyOrderElementsOf(told.news);
    assertThat(told.read())
        .doesNotHaveDuplicates()
        .isSubsetOf(
            told.pilot.letters().stream().filter(Letter::doneWith).map(Letter::id).toList());
  }

  @Property(tries = 3000)
  void tellsNothingTwiceHoweverOddlyEsiAnswersAndClocksGo(
      @ForAll("few") List<Step> before, @ForAll("odd") List<Step> history) {
    Told told = told(before, history);

    assertThat(told.received()).doesNotHaveDuplicates();
    assertThat(told.read()).doesNotHaveDuplicates();
    Set<DedupKey> keys = new HashSet<>();
    told.events(MailReceived.class).map(DedupKey::of).forEach(keys::add);
    assertThat(keys).hasSize(told.received().size());
    assertThat(
            told.events(MailRead.class)
                .filter(read -> told.received().contains(read.mail()))
                .map(DedupKey::of))
        .isSubsetOf(keys);
  }

  private static Told told(List<Step> before, List<Step> history) {
    MailingPilot pilot = new MailingPilot();
    before.forEach(step -> step.doneBy(pilot));
    MailReading first = pilot.read(Optional.empty(), pilot.now(), pilot.now());
    Told told = new Told(pilot, new Watch<>(new MailDetection(), first, pilot.now()));
    told.learn(first);
    for (Step step : history) {
      step.doneBy(pilot);
      Instant clock = pilot.now().plusSeconds(step.clockError);
      switch (step.look) {
        case NOT -> {}
        case CLOCK -> told.watch.lookAtTheClock(clock);
        case READ, READ_TWICE -> {
          Instant answered = pilot.now().minusSeconds(step.staleness);
          MailReading reading = pilot.read(Optional.of(told.watch.known()), answered, clock);
          told.learn(reading);
          told.watch.read(reading, clock);
          if (step.look == Look.READ_TWICE) {
            told.watch.read(reading, clock);
          }
        }
        case EMPTY_BY_MISTAKE -> {
          boolean believed = told.watch.known().mails().isEmpty();
          if (!believed || step.odd()) {
            told.watch.read(empty(clock), clock);
          }
          if (!step.odd()) {
            // A mistake that is repeated is believed.
            pilot.spend(Duration.ofMinutes(1));
            MailReading reading =
                pilot.read(Optional.of(told.watch.known()), pilot.now(), pilot.now());
            told.learn(reading);
            told.watch.read(reading, pilot.now());
          }
        }
      }
    }
    for (int i = 0; i < 2; i++) {
      pilot.spend(DAY);
      MailReading last = pilot.read(Optional.of(told.watch.known()), pilot.now(), pilot.now());
      told.learn(last);
      told.watch.read(last, pilot.now());
    }
    return told;
  }

  private static MailReading empty(Instant readAt) {
    return new MailReading(MailingPilot.CHARACTER, List.of(), true, readAt);
  }

  @Provide
  Arbitrary<List<Step>> few() {
    return steps(1, 60, 0).ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Step>> many() {
    return steps(70, 0, 0).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Step>> odd() {
    return steps(1, 60, 300).ofMaxSize(20);
  }

  private static ListArbitrary<Step> steps(int mostMails, int mostStale, int clockError) {
    return Combinators.combine(
            Arbitraries.of(Deed.values()),
            Arbitraries.integers().between(1, mostMails),
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 60),
            Arbitraries.of(Look.values()),
            Arbitraries.integers().between(0, mostStale),
            Arbitraries.integers().between(-clockError, clockError))
        .as(Step::new)
        .list();
  }

  /** What is told, and what of it the readings could know. */
  private static final class Told {
    private final MailingPilot pilot;
    private final Watch<Mailbox, MailReading> watch;
    private final Set<MailId> listed = new HashSet<>();
    private final Set<MailId> knownUnread = new HashSet<>();
    private final Set<MailId> news = new HashSet<>();
    private boolean baseline = true;

    Told(MailingPilot pilot, Watch<Mailbox, MailReading> watch) {
      this.pilot = pilot;
      this.watch = watch;
    }

    void learn(MailReading reading) {
      if (baseline && !reading.complete()) {
        // What is older than the first page is no news ever.
        pilot.letters().stream()
            .map(Letter::id)
            .filter(id -> !reading.covers(id))
            .forEach(listed::add);
      }
      reading.mails().stream()
          .filter(mail -> listed.add(mail.id()))
          .filter(mail -> !mail.read() && !mail.sentBy(MailingPilot.CHARACTER))
          .forEach(
              mail -> {
                knownUnread.add(mail.id());
                if (!baseline) {
                  news.add(mail.id());
                }
              });
      baseline = false;
    }

    <E extends CharacterEvent> Stream<E> events(Class<E> kind) {
      return watch.told().stream().filter(kind::isInstance).map(kind::cast);
    }

    List<MailId> received() {
      return events(MailReceived.class).map(MailReceived::mail).toList();
    }

    List<MailId> read() {
      return events(MailRead.class).map(MailRead::mail).toList();
    }
  }

  enum Deed {
    NOTHING,
    RECEIVE,
    SEND,
    OPEN,
    DELETE
  }

  enum Look {
    NOT,
    CLOCK,
    READ,
    READ_TWICE,
    EMPTY_BY_MISTAKE
  }

  /**
   * What happens after some seconds, and how it is looked at.
   *
   * @param number how many mails come
   * @param delay seconds until a mail that was sent is visible, or which mail it is about
   * @param staleness seconds since ESI learned what it answers
   * @param clockError by how many seconds our clock is wrong
   */
  record Step(
      Deed deed, int number, int seconds, int delay, Look look, int staleness, int clockError) {

    boolean odd() {
      return clockError != 0;
    }

    void doneBy(MailingPilot pilot) {
      pilot.spend(Duration.ofSeconds(seconds));
      switch (deed) {
        case NOTHING -> {}
        case RECEIVE -> {
          for (int i = 0; i < number; i++) {
            pilot.receive((delay * (i + 1)) % 61);
          }
        }
        case SEND -> pilot.send();
        case OPEN -> pilot.open(delay);
        case DELETE -> pilot.delete(delay);
      }
    }
  }
}
