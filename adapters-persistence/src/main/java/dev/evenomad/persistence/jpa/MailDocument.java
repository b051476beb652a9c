package dev.evenomad.persistence.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.mail.SeenMails;
import dev.evenomad.domain.universe.EntityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a snapshot of mails looks like as JSON, times as ISO 8601. */
record MailDocument(
    List<Header> mails, boolean complete, long seenUpTo, List<Long> seenAbove, List<Header> missing)
    implements SnapshotForm.Document<Mailbox> {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Header(
      long id,
      @Nullable Long from,
      String subject,
      String sentAt,
      boolean read,
      List<Long> labels,
      List<Recipient> recipients) {

    static Header of(MailHeader mail) {
      return new Header(
          mail.id().value(),
          mail.from().map(EntityId::value).orElse(null),
          mail.subject(),
          mail.sentAt().toString(),
          mail.read(),
          List.copyOf(mail.labels()),
          mail.recipients().stream().map(Recipient::of).toList());
    }

    MailHeader toDomain() {
      return new MailHeader(
          new MailId(id),
          Optional.ofNullable(from).map(EntityId::new),
          subject,
          Instant.parse(sentAt),
          read,
          Set.copyOf(labels),
          recipients.stream().map(Recipient::toDomain).toList());
    }
  }

  record Recipient(long id, String kind) {

    static Recipient of(MailRecipient recipient) {
      return new Recipient(recipient.id().value(), Codes.of(recipient.kind()));
    }

    MailRecipient toDomain() {
      return new MailRecipient(new EntityId(id), Codes.parse(kind, MailRecipient.Kind.UNKNOWN));
    }
  }

  static MailDocument of(Mailbox mailbox) {
    return new MailDocument(
        mailbox.mails().stream().map(Header::of).toList(),
        mailbox.complete(),
        mailbox.seen().floor(),
        mailbox.seen().above().stream().map(MailId::value).toList(),
        mailbox.missing().stream().map(Header::of).toList());
  }

  @Override
  public Mailbox toSnapshot(CharacterId character, Instant asOf) {
    return new Mailbox(
        character,
        mails.stream().map(Header::toDomain).toList(),
        complete,
        new SeenMails(seenUpTo, seenAbove.stream().map(MailId::new).collect(Collectors.toSet())),
        missing.stream().map(Header::toDomain).toList(),
        asOf);
  }
}
