package dev.evenomad.domain.mail;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.snapshot.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest mails of a character.
 *
 * @param mails the newest first, which is the one with the greatest id; no mail twice
 * @param complete whether there are no older ones
 * @param seen mails that are no news any more, also those that were deleted since
 */
public record Mailbox(
    CharacterId character, List<MailHeader> mails, boolean complete, SeenMails seen, Instant asOf)
    implements Snapshot {

  public Mailbox {
    mails =
        mails.stream()
            .sorted(Comparator.comparingLong((MailHeader mail) -> mail.id().value()).reversed())
            .toList();
    if (mails.stream().map(MailHeader::id).distinct().count() != mails.size()) {
      throw new IllegalArgumentException("no mail is listed twice");
    }
  }

  /** The mail with that id; empty if it is not among the newest. */
  public Optional<MailHeader> find(MailId mail) {
    return mails.stream().filter(known -> known.id().equals(mail)).findFirst();
  }
}
