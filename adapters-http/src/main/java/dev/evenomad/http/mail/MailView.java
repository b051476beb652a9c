package dev.evenomad.http.mail;

import dev.evenomad.application.mail.OpenMail.Outcome;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.universe.Names;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * An opened mail.
 *
 * @param characterId EVE's id of the character that has it
 * @param asOf when EVE told what is written in it, which never changes
 * @param stale whether EVE would be asked again if it could be
 * @param header everything but the body
 * @param body in EVE's subset of HTML, as its sender wrote it: not to be trusted; may be empty
 */
@Serdeable.Serializable
@Schema(name = "Mail")
record MailView(long characterId, Instant asOf, boolean stale, MailHeaderView header, String body) {

  static MailView of(CharacterId character, Outcome.Opened opened, Names names) {
    return new MailView(
        character.value(),
        opened.asOf(),
        opened.stale(),
        MailHeaderView.of(opened.mail().header(), names),
        opened.mail().body());
  }
}
