package dev.evenomad.bootstrap.sandbox.game.mail;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A mail as it lies in one mailbox. Immutable.
 *
 * @param mailId unique in the world; a later mail has a greater one
 * @param sentAt whole seconds
 * @param from EVE id of the sender, normally a character's
 * @param recipients at least one
 * @param subject at most 1000 characters
 * @param body at most 10000 characters, in the game's subset of HTML
 * @param labels ids of labels of the mailbox, see {@link MailLabel}
 * @param read whether the owner of the mailbox has opened it
 */
public record Mail(
    long mailId,
    Instant sentAt,
    long from,
    List<Recipient> recipients,
    String subject,
    String body,
    List<Integer> labels,
    boolean read) {

  /** Longest subject. */
  public static final int MAX_SUBJECT = 1000;

  /** Longest body. */
  public static final int MAX_BODY = 10_000;

  public Mail {
    if (mailId < 1 || recipients.isEmpty()) {
      throw new IllegalArgumentException("mail " + mailId + " to " + recipients);
    }
    if (subject.length() > MAX_SUBJECT || body.length() > MAX_BODY) {
      throw new IllegalArgumentException(
          "mail %d: subject of %d and body of %d characters"
              .formatted(mailId, subject.length(), body.length()));
    }
    recipients = List.copyOf(recipients);
    SortedSet<Integer> sorted = new TreeSet<>(labels);
    labels = List.copyOf(sorted);
  }

  Mail marked(boolean nowRead) {
    return new Mail(mailId, sentAt, from, recipients, subject, body, labels, nowRead);
  }

  /** The copy that the sender keeps. */
  Mail sent() {
    return new Mail(
        mailId, sentAt, from, recipients, subject, body, List.of(MailLabel.SENT.id()), true);
  }
}
