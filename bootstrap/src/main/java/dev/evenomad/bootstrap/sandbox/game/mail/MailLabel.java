package dev.evenomad.bootstrap.sandbox.game.mail;

import java.util.List;

/**
 * A label of a mailbox.
 *
 * @param id 1, 2, 4 and 8 for those that everybody has; greater for a player's own
 * @param name at most 40 characters
 * @param color one of ESI's colours, such as {@code #ffffff}
 */
public record MailLabel(int id, String name, String color) {

  /** Mail to the pilot. */
  public static final MailLabel INBOX = new MailLabel(1, "Inbox", "#ffffff");

  /** Mail by the pilot. */
  public static final MailLabel SENT = new MailLabel(2, "Sent", "#ffffff");

  /** Mail to the pilot's corporation. */
  public static final MailLabel CORPORATION = new MailLabel(4, "[Corp]", "#ffffff");

  /** Mail to the pilot's alliance. */
  public static final MailLabel ALLIANCE = new MailLabel(8, "[Alliance]", "#ffffff");

  /** What every mailbox has. */
  public static final List<MailLabel> COMMON = List.of(INBOX, SENT, CORPORATION, ALLIANCE);

  /** The labels under which a mail to {@code recipient} arrives; none for a mailing list. */
  static List<Integer> ofArrival(Recipient recipient) {
    return switch (recipient.kind()) {
      case CHARACTER -> List.of(INBOX.id());
      case CORPORATION -> List.of(CORPORATION.id());
      case ALLIANCE -> List.of(ALLIANCE.id());
      case MAILING_LIST -> List.of();
    };
  }
}
