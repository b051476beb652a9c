package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.fcm.PushMessage;
import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.game.QueueEntry;
import dev.evenomad.bootstrap.sandbox.game.SkillCatalogue;
import dev.evenomad.bootstrap.sandbox.sso.Granted;
import dev.evenomad.bootstrap.sandbox.web.Fault;
import dev.evenomad.bootstrap.sandbox.web.Faults;
import dev.evenomad.bootstrap.sandbox.web.Journal;
import dev.evenomad.bootstrap.sandbox.web.RecordedRequest;
import dev.evenomad.bootstrap.sandbox.webpush.WebPushMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How the control API shows things. Times are ISO 8601 in UTC, absent members are left out. */
final class Views {

  private Views() {}

  static Map<String, Object> pilot(Pilot pilot, List<List<String>> grants, Instant now) {
    var view = new LinkedHashMap<String, Object>();
    view.put("characterId", pilot.characterId());
    view.put("name", pilot.name());
    view.put("account", pilot.account());
    view.put("ownerHash", pilot.ownerHash());
    view.put("corporationId", pilot.profile().corporationId());
    view.put("corporation", Organizations.corporation(pilot.profile().corporationId()));
    pilot.profile().allianceId().ifPresent(id -> view.put("allianceId", id));
    view.put("biomassed", pilot.profile().biomassed());
    view.put("totalSkillPoints", pilot.totalSkillPoints());
    var skills = new ArrayList<Object>();
    pilot
        .skills()
        .forEach(
            (id, skill) -> {
              var item = new LinkedHashMap<String, Object>();
              item.put("skillId", id);
              item.put("name", SkillCatalogue.get(id).name());
              item.put("level", skill.level());
              item.put("skillPoints", skill.skillPoints());
              skills.add(item);
            });
    view.put("skills", skills);
    var queue = new LinkedHashMap<String, Object>();
    queue.put("paused", pilot.queue().paused());
    queue.put(
        "entries", pilot.queue().entries().stream().map(entry -> training(entry, now)).toList());
    view.put("skillQueue", queue);
    view.put("grants", grants);
    return view;
  }

  static Map<String, Object> training(QueueEntry entry, Instant now) {
    var view = new LinkedHashMap<String, Object>();
    view.put("skillId", entry.skillId());
    view.put("name", SkillCatalogue.get(entry.skillId()).name());
    view.put("level", entry.level());
    entry.start().ifPresent(start -> view.put("start", start.toString()));
    entry
        .finish()
        .ifPresent(
            finish -> {
              view.put("finish", finish.toString());
              view.put("finished", !finish.isAfter(now));
            });
    return view;
  }

  /** With the tokens: whoever asks for them can sign in as anybody anyway. */
  static Map<String, Object> granted(Granted granted) {
    var view = new LinkedHashMap<String, Object>();
    view.put("characterId", granted.pilot().characterId());
    view.put("name", granted.pilot().name());
    view.put("owner", granted.pilot().ownerHash());
    view.put("refreshToken", granted.refreshToken());
    view.put("accessToken", granted.accessToken());
    view.put("expiresAt", granted.expiresAt().toString());
    return view;
  }

  static Map<String, Object> fault(Faults.Active active) {
    var fault = active.fault();
    var view = new LinkedHashMap<String, Object>();
    view.put("id", active.id());
    view.put("target", fault.target().label());
    view.put("path", fault.path());
    view.put("phase", fault.phase().name().toLowerCase(Locale.ROOT));
    switch (fault.effect()) {
      case Fault.Effect.Answer(var status, var body, var retryAfter) -> {
        view.put("status", status);
        body.ifPresent(text -> view.put("body", text));
        retryAfter.ifPresent(wait -> view.put("retryAfter", wait.toSeconds()));
      }
      case Fault.Effect.Hang(var time) -> view.put("hang", time.toString());
      case Fault.Effect.Close() -> view.put("close", true);
      case Fault.Effect.Spoil(var how) -> view.put("spoil", how.label());
    }
    active.remaining().ifPresent(count -> view.put("remaining", count));
    view.put("struck", active.struck());
    return view;
  }

  static Map<String, Object> message(Journal.Entry<PushMessage> entry) {
    var message = entry.event();
    var view = new LinkedHashMap<String, Object>();
    view.put("number", entry.number());
    view.put("name", message.name());
    view.put(message.targetKind(), message.target());
    view.put("message", message.message());
    view.put("acceptedAt", message.acceptedAt().toString());
    view.put("acceptedAtReal", message.acceptedAtReal().toString());
    return view;
  }

  static Map<String, Object> webPushMessage(Journal.Entry<WebPushMessage> entry) {
    var message = entry.event();
    var view = new LinkedHashMap<String, Object>();
    view.put("number", entry.number());
    view.put("id", message.id());
    view.put("browser", message.browser());
    view.put("payload", message.payload());
    view.put("ttl", message.ttlSeconds());
    message.urgency().ifPresent(urgency -> view.put("urgency", urgency));
    message.topic().ifPresent(topic -> view.put("topic", topic));
    view.put("subject", message.subject());
    view.put("acceptedAt", message.acceptedAt().toString());
    view.put("acceptedAtReal", message.acceptedAtReal().toString());
    return view;
  }

  static Map<String, Object> request(Journal.Entry<RecordedRequest> entry) {
    var request = entry.event();
    var view = new LinkedHashMap<String, Object>();
    view.put("number", entry.number());
    view.put("at", request.at().toString());
    view.put("site", request.site());
    view.put("method", request.method());
    view.put("path", request.path());
    view.put("query", request.query());
    view.put("status", request.status());
    view.put("credentials", request.credentials());
    view.put("headers", request.headers());
    return view;
  }

  /** A page of a journal; {@code last} is what to ask for next as {@code after}. */
  static <E> Map<String, Object> page(
      String name,
      List<Journal.Entry<E>> entries,
      long after,
      Function<Journal.Entry<E>, Map<String, Object>> view) {
    var page = new LinkedHashMap<String, Object>();
    page.put(name, entries.stream().map(view).toList());
    page.put("last", entries.isEmpty() ? after : entries.getLast().number());
    return page;
  }
}
