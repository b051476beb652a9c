package dev.evenomad.domain.mail;

import java.time.Instant;
import java.util.List;

/**
 * The newest mails as they were read.
 *
 * @param mails the newest first; no mail twice
 * @param complete whether there are no older ones
 */
public record MailReading(List<MailHeader> mails, boolean complete, Instant readAt) {
  public MailReading {
    mails = List.copyOf(mails);
  }
}
