package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.mail.Mail;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailbox;
import dev.evenomad.bootstrap.sandbox.game.mail.Mailboxes;
import dev.evenomad.bootstrap.sandbox.game.mail.Recipient;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What ESI tells about the mail of a character. */
final class MailRoutes {

  private static final int PAGE = 50;
  private static final int MOST_LABELS = 25;

  private final Pilots pilots;
  private final Mailboxes mailboxes;

  MailRoutes(Pilots pilots, Mailboxes mailboxes) {
    this.pilots = pilots;
    this.mailboxes = mailboxes;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes
        .add(
            "GET",
            "/characters/{character_id}/mail",
            read(30, this::headers).asking("labels", "last_mail_id"))
        .add("GET", "/characters/{character_id}/mail/labels", read(30, this::labels))
        .add("GET", "/characters/{character_id}/mail/lists", read(120, this::lists))
        .add("GET", "/characters/{character_id}/mail/{mail_id}", read(30, this::mail));
  }

  private static EsiRoute read(int seconds, Function<Call, Object> body) {
    return EsiRoute.open(new CachePolicy.Timed(Duration.ofSeconds(seconds)), body)
        .allowedBy("esi-mail.read_mail.v1")
        .in(RateGroup.CHAR_SOCIAL);
  }

  private Mailbox mailbox(Call call) {
    return mailboxes.of(CharacterRoutes.present(pilots, call).characterId());
  }

  private Object headers(Call call) {
    return mailbox(call).newest(call.number("last_mail_id"), wantedLabels(call), PAGE).stream()
        .map(MailRoutes::header)
        .toList();
  }

  private static Set<Integer> wantedLabels(Call call) {
    var text = call.text("labels").orElse("");
    if (text.isEmpty()) {
      return Set.of();
    }
    try {
      var labels =
          Arrays.stream(text.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
      if (labels.size() > MOST_LABELS) {
        throw new EsiError(422, "There are more than " + MOST_LABELS + " labels.");
      }
      return labels;
    } catch (NumberFormatException malformed) {
      throw new EsiError(400, "'" + text + "' is not a valid labels.");
    }
  }

  private static Map<String, Object> header(Mail mail) {
    var body = new LinkedHashMap<String, Object>();
    body.put("from", mail.from());
    body.put("is_read", mail.read());
    body.put("labels", mail.labels());
    body.put("mail_id", mail.mailId());
    body.put("recipients", recipients(mail));
    body.put("subject", mail.subject());
    body.put("timestamp", CharacterRoutes.text(mail.sentAt()));
    return body;
  }

  private Object mail(Call call) {
    var mail =
        mailbox(call)
            .find(call.id("mail_id"))
            .orElseThrow(() -> new EsiError(404, "Mail not found"));
    var body = new LinkedHashMap<String, Object>();
    body.put("body", mail.body());
    body.put("from", mail.from());
    body.put("labels", mail.labels());
    body.put("read", mail.read());
    body.put("recipients", recipients(mail));
    body.put("subject", mail.subject());
    body.put("timestamp", CharacterRoutes.text(mail.sentAt()));
    return body;
  }

  private static List<Object> recipients(Mail mail) {
    return mail.recipients().stream().map(MailRoutes::recipient).toList();
  }

  private static Object recipient(Recipient recipient) {
    var body = new LinkedHashMap<String, Object>();
    body.put("recipient_id", recipient.id());
    body.put("recipient_type", recipient.kind().label());
    return body;
  }

  private Object labels(Call call) {
    var mailbox = mailbox(call);
    var labels = new ArrayList<Object>();
    for (var label : mailbox.labels()) {
      var body = new LinkedHashMap<String, Object>();
      body.put("color", label.color());
      body.put("label_id", label.id());
      body.put("name", label.name());
      body.put("unread_count", mailbox.unread(label.id()));
      labels.add(body);
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("labels", labels);
    body.put("total_unread_count", mailbox.unread());
    return body;
  }

  private Object lists(Call call) {
    var lists = new ArrayList<Object>();
    for (var list : mailbox(call).lists()) {
      var body = new LinkedHashMap<String, Object>();
      body.put("mailing_list_id", list.id());
      body.put("name", list.name());
      lists.add(body);
    }
    return lists;
  }
}
