package dev.evenomad.domain.sync;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailReading;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.mail.SeenMails;
import dev.evenomad.domain.sync.CharacterEvent.MailRead;
import dev.evenomad.domain.sync.CharacterEvent.MailReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the mails that came, and those that were read or deleted in the game. The clock alone tells
 * nothing of mails. What is new is told by ids that were never seen: mails may become visible in
 * another order than that of their ids, and an answer of ESI's may be older than the one before.
 */
public final class MailDetection implements Detection<Mailbox, MailReading> {

  /**
   * How long a mail that was sent may be missing in the answers of ESI, which keeps them for half a
   * minute, after it was seen in one; its clock is not ours.
   */
  private static final Duration LAG = Duration.ofMinutes(2);

  /** Has no state. */
  public MailDetection() {}

  /** The mails of {@code first} are no news, nor are those that are older than all of them. */
  @Override
  public Mailbox baseline(MailReading first) {
    long floor =
        first.complete() || first.mails().isEmpty() ? 0 : first.mails().getLast().id().value();
    return new Mailbox(
        first.character(),
        first.mails(),
        first.complete(),
        new SeenMails(floor, Set.copyOf(idsOf(first))),
        first.readAt());
  }

  /**
   * Whether to ask for older mails than those that were read so far, because not seen ones may be
   * among them. That there are none older ends the asking, too.
   *
   * @param soFar all that were read, the newest first; whole pages, but for the last one of all
   */
  public boolean needsOlder(Mailbox known, List<MailHeader> soFar) {
    return !soFar.isEmpty()
        && soFar.size() % MailSource.PAGE == 0
        && !known.seen().include(soFar.getLast().id());
  }

  @Override
  public List<CharacterEvent> byClock(Mailbox known, Instant after, Instant until) {
    return List.of();
  }

  /**
   * What {@code read} reveals:
   *
   * <ul>
   *   <li>a mail that was never seen has come. It is told unless it was read already, or the
   *       character sent it;
   *   <li>a known unread mail that is read now was read. It stays so: if it is unread again, the
   *       answer is older;
   *   <li>a known unread mail that is not listed although it is not too old for that was deleted.
   *       But if it is quite new, the answer may be older than it, and an answer that lists nothing
   *       at all is believed only if the next one says the same.
   * </ul>
   */
  @Override
  public Comparison<Mailbox> compare(
      Mailbox known, MailReading read, Instant after, Instant until) {
    Map<MailId, MailHeader> unread = unread(known);
    List<CharacterEvent> events = new ArrayList<>();
    List<MailHeader> listed = new ArrayList<>();
    for (MailHeader mail : read.mails()) {
      boolean awaited = unread.remove(mail.id()) != null;
      if (awaited && mail.read() && !mail.sentBy(known.character())) {
        events.add(new MailRead(known.character(), mail.id(), until));
      }
      if (!known.seen().include(mail.id()) && !mail.read() && !mail.sentBy(known.character())) {
        events.add(received(known.character(), mail));
      }
      listed.add(!awaited && wasThereBefore(known, mail.id()) ? mail.asRead() : mail);
    }
    List<MailHeader> missing = new ArrayList<>();
    unread.values().stream()
        .filter(mail -> read.mails().isEmpty() || read.covers(mail.id()))
        .filter(mail -> !mail.sentBy(known.character()))
        .forEach(
            mail -> {
              if (surelyGone(mail, known, read, until)) {
                events.add(new MailRead(known.character(), mail.id(), until));
              } else {
                missing.add(mail);
              }
            });
    events.sort(Comparator.comparing(CharacterEvent::occurredAt));
    Mailbox settled =
        new Mailbox(
            known.character(),
            listed,
            read.complete(),
            known.seen().and(idsOf(read)),
            missing,
            read.readAt());
    return new Comparison<>(settled, events);
  }

  @Override
  public Optional<Instant> nextEvent(Mailbox known, Instant after) {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> worthReadingAt(Mailbox known, Instant after) {
    return Optional.empty();
  }

  private static Map<MailId, MailHeader> unread(Mailbox known) {
    Map<MailId, MailHeader> unread = new HashMap<>();
    Stream.concat(known.mails().stream(), known.missing().stream())
        .filter(mail -> !mail.read())
        .forEach(mail -> unread.put(mail.id(), mail));
    return unread;
  }

  /** Whether it was seen, and not because it only now is among the newest, others being deleted. */
  private static boolean wasThereBefore(Mailbox known, MailId mail) {
    return known.seen().include(mail) && known.covers(mail);
  }

  private static boolean surelyGone(
      MailHeader mail, Mailbox known, MailReading read, Instant until) {
    boolean confirmed =
        !read.mails().isEmpty() || (known.mails().isEmpty() && read.readAt().isAfter(known.asOf()));
    return confirmed && !mail.sentAt().plus(LAG).isAfter(until);
  }

  private static CharacterEvent received(CharacterId character, MailHeader mail) {
    return new MailReceived(character, mail.id(), mail.from(), mail.subject(), mail.sentAt());
  }

  private static List<MailId> idsOf(MailReading reading) {
    return reading.mails().stream().map(MailHeader::id).toList();
  }
}
