package dev.evenomad.http.mail;

import dev.evenomad.application.Nomad;
import dev.evenomad.application.account.Account;
import dev.evenomad.application.account.Account.View;
import dev.evenomad.application.mail.OpenMail;
import dev.evenomad.application.mail.OpenMail.Outcome;
import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.Mailbox;
import dev.evenomad.domain.universe.Names;
import dev.evenomad.http.error.MayAnswer;
import dev.evenomad.http.error.Problem;
import dev.evenomad.http.request.PathId;
import dev.evenomad.http.session.Caller;
import dev.evenomad.http.universe.Naming;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;

@Controller("/v1/characters/{characterId}/mail")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Mail")
@MayAnswer.Unauthorized
@MayAnswer.NotFound
final class MailController {

  private final Account account;
  private final OpenMail openMail;
  private final Naming naming;

  MailController(Nomad nomad, Naming naming) {
    this.account = nomad.account();
    this.openMail = nomad.openMail();
    this.naming = naming;
  }

  /**
   * Lists a character's newest mails, as they were last read.
   *
   * @param characterId EVE's id of the character
   * @return the mails without their bodies; without items until they were read for the first time
   */
  @Get
  MailboxView listMails(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId) {
    CharacterId character = PathId.character(characterId);
    View<Mailbox> known = account.mailbox(caller.user(), character).orElseThrow(Problem::notFound);
    List<MailHeader> mails = known.snapshot().map(Mailbox::mails).orElse(List.of());
    return MailboxView.of(character, known, names(caller.user(), mails));
  }

  /**
   * Opens a mail. In the game it stays as read or unread as it is.
   *
   * @param characterId EVE's id of the character
   * @param mailId EVE's id of the mail
   * @return the mail
   */
  @Get("/{mailId}")
  @MayAnswer.Conflict
  @MayAnswer.EveUnavailable
  MailView getMail(
      Caller caller,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String characterId,
      @PathVariable @Parameter(schema = @Schema(type = "integer", format = "int64"))
          String mailId) {
    CharacterId character = PathId.character(characterId);
    MailId mail = PathId.of(mailId, text -> new MailId(Long.parseLong(text)));
    return switch (openMail.open(caller.user(), character, mail)) {
      case Outcome.Opened opened ->
          MailView.of(character, opened, names(caller.user(), List.of(opened.mail().header())));
      case Outcome.NotFound missing -> throw Problem.notFound();
      case Outcome.NotAllowed refused -> throw Problem.reauthorizationNeeded();
      case Outcome.Unavailable down -> throw Problem.eveUnavailable(down.retryAfter());
    };
  }

  private Names names(UserId user, List<MailHeader> mails) {
    return naming.of(user, mails, mail -> Stream.empty(), MailHeaderView::named);
  }
}
