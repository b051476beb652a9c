package dev.evenomad.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailReading;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.sync.CharacterEvent.MailRead;
import dev.evenomad.domain.sync.CharacterEvent.MailReceived;
import dev.evenomad.domain.sync.Detection.Comparison;
import dev.evenomad.domain.universe.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Moments are minutes from the reading of the known mailbox; mail 101 was sent a minute later. */
final class MailDetectionTest {

  private static final MailDetection DETECTION = new MailDetection();
  private static final Instant READ = Instant.parse("2026-09-01T10:00:00Z");
  private static final CharacterId CHARACTER = new CharacterId(2112000001L);
  private static final EntityId SENDER = new EntityId(2112000002L);

  /** Of an old mailbox, 99 and 100. */
  private static final Mailbox KNOWN =
      DETECTION.baseline(new MailReading(CHARACTER, List.of(mail(100), mail(99)), false, READ));

  @Test
  void tellsNothingOfTheFirstReading() {
    assertThat(KNOWN.mails()).containsExactly(mail(100), mail(99));
    assertThat(KNOWN.seen().include(new MailId(1))).as("older than the page").isTrue();
    assertThat(KNOWN.seen().include(new MailId(101))).isFalse();
    assertThat(KNOWN.asOf()).isEqualTo(READ);
    assertThat(compare(KNOWN, reading(10, mail(100), mail(99))).events()).isEmpty();
  }

  @Test
  void takesAllMailForNewsAfterAnEmptyMailbox() {
    Mailbox empty = DETECTION.baseline(new MailReading(CHARACTER, List.of(), true, READ));

    assertThat(compare(empty, whole(10, mail(5))).events()).containsExactly(received(5));
  }

  @Test
  void tellsNothingByTheClock() {
    assertThat(DETECTION.byClock(KNOWN, READ, minute(1000))).isEmpty();
    assertThat(DETECTION.nextEvent(KNOWN, READ)).isEmpty();
  }

  @Test
  void tellsNewMailOnce() {
    Comparison<Mailbox> first = compare(KNOWN, reading(10, mail(102), mail(101), mail(100)));

    assertThat(first.events()).containsExactly(received(101), received(102));
    assertThat(compare(first.settled(), reading(12, mail(102), mail(101), mail(100))).events())
        .isEmpty();
  }

  @Test
  void tellsMailThatBecomesVisibleAfterALaterOne() {
    Mailbox later = compare(KNOWN, reading(10, mail(102), mail(100))).settled();

    assertThat(compare(later, reading(12, mail(102), mail(101), mail(100))).events())
        .containsExactly(received(101));
  }

  @Test
  void tellsNothingOfMailThatIsReadAlreadyOrSentByThePilot() {
    MailHeader own = mail(102, Optional.of(new EntityId(CHARACTER.value())), Set.of());
    MailHeader sent = mail(103, Optional.empty(), Set.of(2L));

    assertThat(compare(KNOWN, reading(10, sent, own, mail(101).asRead(), mail(100))).events())
        .isEmpty();
  }

  @Test
  void tellsThatMailWasReadOnceEvenIfAnOlderAnswerFollows() {
    Comparison<Mailbox> read = compare(KNOWN, reading(10, mail(100).asRead(), mail(99)));
    Mailbox older = compare(read.settled(), reading(11, mail(100), mail(99))).settled();

    assertThat(read.events()).containsExactly(read(100, 10));
    assertThat(older.find(new MailId(100))).contains(mail(100).asRead());
    assertThat(compare(older, reading(12, mail(100).asRead(), mail(99))).events()).isEmpty();
  }

  @Test
  void tellsThatMailWasDeletedOnceEvenIfAnOlderAnswerFollows() {
    Comparison<Mailbox> gone = compare(KNOWN, reading(10, mail(99)));
    Mailbox older = compare(gone.settled(), reading(11, mail(100), mail(99))).settled();

    assertThat(gone.events()).containsExactly(read(100, 10));
    assertThat(compare(older, reading(12, mail(99))).events()).isEmpty();
  }

  @Test
  void tellsNothingOfMailThatIsTooOldToBeListed() {
    Comparison<Mailbox> pushedOut = compare(KNOWN, reading(10, mail(101), mail(100)));
    Comparison<Mailbox> back = compare(pushedOut.settled(), reading(12, mail(100), mail(99)));

    assertThat(pushedOut.events()).containsExactly(received(101));
    assertThat(back.events()).as("101 was deleted").containsExactly(read(101, 12));
    assertThat(back.settled().find(new MailId(99))).contains(mail(99));
    assertThat(compare(back.settled(), reading(14, mail(100), mail(99), mail(98))).events())
        .as("slid into the page")
        .isEmpty();
  }

  @Test
  void doesNotTakeNewMailForDeletedThatAnOlderAnswerDoesNotKnow() {
    Mailbox known = compare(KNOWN, reading(2, mail(101), mail(100), mail(99))).settled();
    Comparison<Mailbox> older = compare(known, reading(2, mail(100), mail(99)));

    assertThat(older.events()).isEmpty();
    assertThat(older.settled().missing()).containsExactly(mail(101));
    assertThat(compare(older.settled(), reading(5, mail(101), mail(100), mail(99))).events())
        .as("there again")
        .isEmpty();
    assertThat(compare(older.settled(), reading(5, mail(100), mail(99))).events())
        .as("deleted indeed")
        .containsExactly(read(101, 5));
  }

  @Test
  void believesAnEmptyMailboxOnlyTheSecondTime() {
    Comparison<Mailbox> empty = compare(KNOWN, whole(10));

    assertThat(empty.events()).isEmpty();
    assertThat(compare(empty.settled(), whole(10)).events()).as("the same reading").isEmpty();
    assertThat(compare(empty.settled(), reading(12, mail(100), mail(99))).events()).isEmpty();
    assertThat(compare(empty.settled(), whole(12)).events())
        .containsExactlyInAnyOrder(read(100, 12), read(99, 12));
  }

  @Test
  void asksForOlderMailUntilItHasSeenThemAll() {
    List<MailHeader> page =
        LongStream.rangeClosed(101, 100L + MailSource.PAGE).mapToObj(id -> mail(250 - id)).toList();

    assertThat(DETECTION.needsOlder(KNOWN, page)).as("down to 100, which was seen").isFalse();
    Mailbox earlier = DETECTION.baseline(new MailReading(CHARACTER, List.of(mail(9)), false, READ));
    assertThat(DETECTION.needsOlder(earlier, page)).isTrue();
    assertThat(DETECTION.needsOlder(earlier, page.subList(1, page.size())))
        .as("a page that is not full is the last one")
        .isFalse();
    assertThat(DETECTION.needsOlder(earlier, List.of())).isFalse();
  }

  private static Instant minute(int minute) {
    return READ.plus(Duration.ofMinutes(minute));
  }

  private static Comparison<Mailbox> compare(Mailbox known, MailReading reading) {
    return DETECTION.compare(known, reading, known.asOf(), reading.readAt());
  }

  private static MailReading reading(int minute, MailHeader... mails) {
    return new MailReading(CHARACTER, Arrays.asList(mails), false, minute(minute));
  }

  private static MailReading whole(int minute, MailHeader... mails) {
    return new MailReading(CHARACTER, Arrays.asList(mails), true, minute(minute));
  }

  private static CharacterEvent received(long id) {
    return new MailReceived(
        CHARACTER, new MailId(id), Optional.of(SENDER), "Subject " + id, mail(id).sentAt());
  }

  private static CharacterEvent read(long id, int minute) {
    return new MailRead(CHARACTER, new MailId(id), minute(minute));
  }

  private static MailHeader mail(long id) {
    return mail(id, Optional.of(SENDER), Set.of(1L));
  }

  private static MailHeader mail(long id, Optional<EntityId> from, Set<Long> labels) {
    return new MailHeader(
        new MailId(id),
        from,
        "Subject " + id,
        READ.plus(Duration.ofMinutes(id - 100)),
        false,
        labels,
        List.of());
  }
}
