package dev.evenomad.domain.mail;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest mails of a character.
 *
 * @param mails as ESI lists them, the newest first, which is the one with the greatest id; no mail
 *     twice. One that was read once, or was gone already, stays read
 * @param complete whether there are no older ones
 * @param seen mails that are no news any more, also those that were deleted since
 * @param missing unread mails that were not listed although they should have been, and may be
 *     listed again: the answer may have been older than they are, or empty by a mistake of ESI's
 */
public record Mailbox(
    CharacterId character,
    List<MailHeader> mails,
    boolean complete,
    SeenMails seen,
    List<MailHeader> missing,
    Instant asOf)
    implements Snapshot {

  public Mailbox {
    mails =
        mails.stream()
            .sorted(Comparator.comparingLong((MailHeader mail) -> mail.id().value()).reversed())
            .toList();
    missing = List.copyOf(missing);
    if (Stream.concat(mails.stream(), missing.stream()).map(MailHeader::id).distinct().count()
        != mails.size() + missing.size()) {
      throw new IllegalArgumentException("no mail is listed twice");
    }
  }

  /** A mailbox in which no mail is missed. */
  public Mailbox(
      CharacterId character,
      List<MailHeader> mails,
      boolean complete,
      SeenMails seen,
      Instant asOf) {
    this(character, mails, complete, seen, List.of(), asOf);
  }

  /** The mail with that id; empty if it is not listed. */
  public Optional<MailHeader> find(MailId mail) {
    return mails.stream().filter(known -> known.id().equals(mail)).findFirst();
  }

  /** How many of the listed mails were not opened in the game. */
  public int unread() {
    return (int) mails.stream().filter(mail -> !mail.read()).count();
  }

  /** Whether that mail would be listed if it were there. */
  public boolean covers(MailId mail) {
    return complete || (!mails.isEmpty() && mail.value() >= mails.getLast().id().value());
  }

  @Override
  public Mailbox confirmedAt(Instant moment) {
    return new Mailbox(character, mails, complete, seen, missing, moment);
  }
}
