package dev.evenomad.http.mail;

import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.universe.EntityId;
import dev.evenomad.domain.universe.Names;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail without its body.
 *
 * @param mailId EVE's id; a later mail has a greater one
 * @param fromId EVE's id of the sender; null if EVE does not say
 * @param fromName null if it is not known
 * @param subject may be empty
 * @param sentAt when it was sent
 * @param read whether it was opened in the game
 * @param labels EVE's numbers: 1 inbox, 2 sent, 4 corporation, 8 alliance, above them the pilot's
 *     own
 * @param recipients to whom it was sent
 */
@Serdeable.Serializable
@Schema(name = "MailHeader")
record MailHeaderView(
    long mailId,
    @Nullable Long fromId,
    @Nullable String fromName,
    String subject,
    Instant sentAt,
    boolean read,
    List<Long> labels,
    List<RecipientView> recipients) {

  static MailHeaderView of(MailHeader mail, Names names) {
    return new MailHeaderView(
        mail.id().value(),
        mail.from().map(EntityId::value).orElse(null),
        mail.from().flatMap(names::of).orElse(null),
        mail.subject(),
        mail.sentAt(),
        mail.read(),
        List.copyOf(mail.labels()),
        mail.recipients().stream().map(recipient -> RecipientView.of(recipient, names)).toList());
  }

  /** Whose names are shown. Mailing lists have none that EVE tells. */
  static Stream<EntityId> named(MailHeader mail) {
    return Stream.concat(
        mail.from().stream(),
        mail.recipients().stream()
            .filter(recipient -> recipient.kind() != MailRecipient.Kind.MAILING_LIST)
            .map(MailRecipient::id));
  }

  /**
   * To whom a mail was sent.
   *
   * @param id EVE's id
   * @param kind what it is; unknown if EVE has added it since
   * @param name null if it is not known, as that of a mailing list
   */
  @Serdeable.Serializable
  @Schema(name = "MailRecipient")
  record RecipientView(
      long id,
      @Schema(ref = "#/components/schemas/MailRecipientKind") String kind,
      @Nullable String name) {

    static RecipientView of(MailRecipient recipient, Names names) {
      return new RecipientView(
          recipient.id().value(), recipient.kind().code(), names.of(recipient.id()).orElse(null));
    }
  }
}
