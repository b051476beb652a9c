package dev.evenomad.domain.mail;

import dev.evenomad.domain.character.CharacterId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest mails as they were read.
 *
 * @param mails the newest first, which is the one with the greatest id; no mail twice
 * @param complete whether there are no older ones
 */
public record MailReading(
    CharacterId character, List<MailHeader> mails, boolean complete, Instant readAt) {

  public MailReading {
    mails =
        mails.stream()
            .sorted(Comparator.comparingLong((MailHeader mail) -> mail.id().value()).reversed())
            .toList();
    if (mails.stream().map(MailHeader::id).distinct().count() != mails.size()) {
      throw new IllegalArgumentException("no mail is listed twice");
    }
  }

  /** The mail with that id; empty if it is not listed. */
  public Optional<MailHeader> find(MailId mail) {
    return mails.stream().filter(listed -> listed.id().equals(mail)).findFirst();
  }

  /** Whether that mail would be listed if it were there. */
  public boolean covers(MailId mail) {
    return complete || (!mails.isEmpty() && mail.value() >= mails.getLast().id().value());
  }
}
