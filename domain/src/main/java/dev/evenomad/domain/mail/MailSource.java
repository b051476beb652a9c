package dev.evenomad.domain.mail;

import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/** A character's mail as EVE tells it. Implementations are thread-safe and bounded in time. */
public interface MailSource {

  /** So many headers are told at once; fewer mean that there are no older ones. */
  int PAGE = 50;

  /**
   * Reads the {@value #PAGE} newest headers.
   *
   * @param accessToken of a grant with {@code esi-mail.read_mail.v1}
   * @param known the validator of what is known already; empty to get them in any case
   */
  Fetched<List<MailHeader>> fetchNewest(
      CharacterId character, Secret accessToken, Optional<ETag> known);

  /**
   * Reads the {@value #PAGE} newest headers that are older than {@code mail}.
   *
   * @param accessToken of a grant with {@code esi-mail.read_mail.v1}
   */
  Fetched<List<MailHeader>> fetchOlderThan(CharacterId character, MailId mail, Secret accessToken);

  /**
   * Reads one mail with its body.
   *
   * @param accessToken of a grant with {@code esi-mail.read_mail.v1}
   */
  Fetched<Mail> fetchMail(CharacterId character, MailId mail, Secret accessToken);
}
