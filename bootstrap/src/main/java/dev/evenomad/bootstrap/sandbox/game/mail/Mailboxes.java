package dev.evenomad.bootstrap.sandbox.game.mail;

import dev.evenomad.bootstrap.sandbox.game.PerPilot;
import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.WorldClock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Everybody's mail. Thread-safe: every operation on one mailbox is atomic. */
public final class Mailboxes {

  /** The id of the first mail that is sent; mails of the beginning have lower ones. */
  public static final long FIRST_ID = 500_000_000;

  private final WorldClock clock;
  private final PerPilot<Mailbox> boxes;
  private final AtomicLong lastId = new AtomicLong(FIRST_ID - 1);

  /**
   * @param beginning the mailbox that a character begins with
   */
  public Mailboxes(WorldClock clock, LongFunction<Mailbox> beginning) {
    this.clock = clock;
    this.boxes = new PerPilot<>(beginning);
  }

  /** The mailbox of a character. */
  public Mailbox of(long characterId) {
    return boxes.get(characterId);
  }

  /** The mail with this id in a mailbox; refused when there is none. */
  public Mail get(long characterId, long mailId) {
    return present(of(characterId), mailId);
  }

  /**
   * Puts a mail into a mailbox.
   *
   * @param characterId whose mailbox
   * @param from EVE id of the sender
   * @param recipient how it came here: to the pilot, its corporation, its alliance or a list
   */
  public Mail deliver(
      long characterId, long from, Recipient recipient, String subject, String body) {
    requireLengths(subject, body);
    var mail =
        new Mail(
            lastId.incrementAndGet(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            from,
            List.of(recipient),
            subject,
            body,
            MailLabel.ofArrival(recipient),
            false);
    boxes.change(characterId, box -> box.with(mail));
    return mail;
  }

  /** Puts the copy that a sender keeps into the sender's mailbox. */
  public void keepSent(Mail mail) {
    boxes.change(
        mail.from(),
        box ->
            box.find(mail.mailId()).isPresent()
                ? box.replacing(mail.sent())
                : box.with(mail.sent()));
  }

  /** Marks a mail as read or unread, as the player does in the game. */
  public Mail mark(long characterId, long mailId, boolean read) {
    var changed =
        boxes.change(characterId, box -> box.replacing(present(box, mailId).marked(read)));
    return present(changed, mailId);
  }

  /** Deletes a mail, as the player does in the game. */
  public void delete(long characterId, long mailId) {
    boxes.change(characterId, box -> box.without(present(box, mailId).mailId()));
  }

  /** Everybody has the first mail again, and ids begin anew. */
  public void reset() {
    boxes.reset();
    lastId.set(FIRST_ID - 1);
  }

  private static Mail present(Mailbox box, long mailId) {
    return box.find(mailId)
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "there is no mail " + mailId + " in this mailbox",
                    "GET /control/pilots/{characterId}/mails lists them"));
  }

  private static void requireLengths(String subject, String body) {
    if (subject.length() > Mail.MAX_SUBJECT || body.length() > Mail.MAX_BODY) {
      throw Refusal.invalid(
          "the subject has %d characters, the body %d".formatted(subject.length(), body.length()),
          "use at most 1000 for the subject and 10000 for the body");
    }
  }
}
