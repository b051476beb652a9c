package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Operations on the pilots' mail. */
final class MailOperations {

  private static final String MAILS = "/pilots/{characterId}/mails";
  private static final String MAIL = MAILS + "/{mailId}";
  private static final int SHOWN = 50;

  private final World world;

  MailOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GET", MAILS, "list a pilot's 50 newest mails", "", this::list),
        new Operation(
            "POST",
            MAILS,
            "send a pilot a mail; a sender who is a pilot keeps a copy; recipientType (with"
                + " recipientId) for one that came through a corporation, alliance or mailing_list",
            "{\"from\":2112000002,\"subject\":\"Fuel run\",\"body\":\"We leave at 19:00.\"}",
            this::send),
        new Operation(
            "PATCH", MAIL, "mark a mail as read or unread", "{\"read\":true}", this::mark),
        new Operation("DELETE", MAIL, "delete a mail", "", this::delete));
  }

  private Response list(Command command) {
    var pilot = world.pilots().get(command.characterId());
    var mails = world.mailboxes().of(pilot.characterId()).newest(Optional.empty(), Set.of(), SHOWN);
    return Response.json(200, Map.of("mails", mails.stream().map(MailOperations::view).toList()));
  }

  private Response send(Command command) {
    var body = command.body("from", "subject", "body", "recipientType", "recipientId");
    var pilot = world.pilots().get(command.characterId());
    var mail =
        world
            .mailboxes()
            .deliver(
                pilot.characterId(),
                body.number("from").orElseThrow(() -> Fields.missing("from")),
                recipient(body, pilot.characterId()),
                body.requiredText("subject"),
                body.text("body").orElse(""));
    if (world.pilots().find(mail.from()).isPresent()) {
      world.mailboxes().keepSent(mail);
    }
    return Response.json(201, view(mail));
  }

  private Response mark(Command command) {
    var read = command.body("read").flag("read").orElseThrow(() -> Fields.missing("read"));
    var pilot = world.pilots().get(command.characterId());
    return Response.json(
        200, view(world.mailboxes().mark(pilot.characterId(), command.variable("mailId"), read)));
  }

  private Response delete(Command command) {
    var pilot = world.pilots().get(command.characterId());
    world.mailboxes().delete(pilot.characterId(), command.variable("mailId"));
    return Response.empty(204);
  }

  private static Recipient recipient(Fields body, long characterId) {
    var label = body.text("recipientType").orElse(Recipient.Kind.CHARACTER.label());
    var kind =
        Recipient.Kind.named(label)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "there is no recipient type " + label,
                        "use one of " + String.join(", ", Recipient.Kind.labels())));
    var id = body.number("recipientId");
    if (kind == Recipient.Kind.CHARACTER) {
      return Recipient.character(id.orElse(characterId));
    }
    return new Recipient(kind, id.orElseThrow(() -> Fields.missing("recipientId")));
  }

  private static Map<String, Object> view(Mail mail) {
    var view = new LinkedHashMap<String, Object>();
    view.put("mailId", mail.mailId());
    view.put("sentAt", mail.sentAt().toString());
    view.put("from", mail.from());
    view.put(
        "to",
        mail.recipients().stream()
            .map(to -> Map.of("type", to.kind().label(), "id", to.id()))
            .toList());
    view.put("subject", mail.subject());
    view.put("body", mail.body());
    view.put("labels", mail.labels());
    view.put("read", mail.read());
    return view;
  }
}
