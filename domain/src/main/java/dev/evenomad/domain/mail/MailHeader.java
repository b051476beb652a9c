package dev.evenomad.domain.mail;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.text.WellFormedText;
import dev.evenomad.domain.universe.EntityId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of a mail without opening it.
 *
 * @param from who sent it; empty if EVE does not say
 * @param subject may be empty
 * @param read whether it was opened in the game
 * @param labels EVE's numbers: 1 inbox, 2 sent, 4 corporation, 8 alliance, above them the pilot's
 *     own
 */
public record MailHeader(
    MailId id,
    Optional<EntityId> from,
    String subject,
    Instant sentAt,
    boolean read,
    Set<Long> labels,
    List<MailRecipient> recipients) {

  private static final Long SENT = 2L;

  public MailHeader {
    WellFormedText.require("the subject of a mail", subject);
    SortedSet<Long> sorted = new TreeSet<>(labels);
    labels = Collections.unmodifiableSortedSet(sorted);
    recipients = List.copyOf(recipients);
  }

  /** Whether {@code character} sent it. */
  public boolean sentBy(CharacterId character) {
    return labels.contains(SENT)
        || from.filter(sender -> sender.value() == character.value()).isPresent();
  }

  /** The same mail, opened. */
  public MailHeader asRead() {
    return read ? this : new MailHeader(id, from, subject, sentAt, true, labels, recipients);
  }
}
