package dev.evenomad.esi.client;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.universe.EntityId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mail from ESI. Thread-safe. */
final class EsiMailSource implements MailSource {

  private static final Map<String, MailRecipient.Kind> RECIPIENTS =
      Map.of(
          "alliance", MailRecipient.Kind.ALLIANCE,
          "character", MailRecipient.Kind.CHARACTER,
          "corporation", MailRecipient.Kind.CORPORATION,
          "mailing_list", MailRecipient.Kind.MAILING_LIST);

  private final EsiClient esi;

  EsiMailSource(EsiClient esi) {
    this.esi = esi;
  }

  @Override
  public Fetched<List<MailHeader>> fetchNewest(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.MAILS, character, accessToken, known), EsiMailSource::headers);
  }

  @Override
  public Fetched<List<MailHeader>> fetchOlderThan(
      CharacterId character, MailId mail, Secret accessToken) {
    return esi.get(
        EsiCall.ofCharacter(EsiRoute.MAILS, character, accessToken, Optional.empty())
            .with("last_mail_id", mail.value()),
        EsiMailSource::headers);
  }

  @Override
  public Fetched<Mail> fetchMail(CharacterId character, MailId mail, Secret accessToken) {
    return esi.get(
        EsiCall.of(EsiRoute.MAIL, character.value(), mail.value()).as(character, accessToken),
        payload ->
            new Mail(header(mail, payload, "read"), payload.optionalText("body").orElse("")));
  }

  /** As they are listed: the newest first. */
  private static List<MailHeader> headers(Payload payload) {
    return Once.each(
        payload.items(mail -> header(new MailId(mail.number("mail_id")), mail, "is_read")),
        MailHeader::id);
  }

  /** The specification calls every member optional; without these two a mail makes no sense. */
  private static MailHeader header(MailId id, Payload mail, String read) {
    return new MailHeader(
        id,
        mail.optionalNumber("from").map(EntityId::new),
        mail.optionalText("subject").orElse(""),
        mail.time("timestamp"),
        mail.optionalTruth(read).orElse(false),
        new HashSet<>(mail.optionalItems("labels", Payload::number)),
        mail.optionalItems("recipients", EsiMailSource::recipient));
  }

  private static MailRecipient recipient(Payload recipient) {
    return new MailRecipient(
        new EntityId(recipient.number("recipient_id")),
        recipient.choice("recipient_type", RECIPIENTS).orElse(MailRecipient.Kind.UNKNOWN));
  }
}
