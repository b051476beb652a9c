package dev.evenomad.http.mail;

import dev.evenomad.application.account.Account.View;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.universe.Names;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest mails of a character.
 *
 * @param characterId EVE's id
 * @param asOf when EVE last confirmed it; null until it was read for the first time
 * @param stale whether a newer reading is overdue or there is none yet
 * @param items the newest at the front
 */
@Serdeable.Serializable
@Schema(name = "Mailbox")
record MailboxView(
    long characterId, @Nullable Instant asOf, boolean stale, List<MailHeaderView> items) {

  static MailboxView of(CharacterId character, View<Mailbox> view, Names names) {
    List<MailHeader> mails = view.snapshot().map(Mailbox::mails).orElse(List.of());
    return new MailboxView(
        character.value(),
        view.snapshot().map(Mailbox::asOf).orElse(null),
        view.stale() || view.snapshot().isEmpty(),
        mails.stream().map(mail -> MailHeaderView.of(mail, names)).toList());
  }
}
