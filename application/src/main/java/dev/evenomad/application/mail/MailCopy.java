package dev.evenomad.application.mail;

import dev.evenomad.domain.cache.CacheKey;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue;
import dev.evenomad.domain.json.JsonValue.JsonArray;
import dev.evenomad.domain.json.JsonValue.JsonBoolean;
import dev.evenomad.domain.json.JsonValue.JsonNumber;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.mail.Mail;
import dev.evenomad.domain.mail.MailHeader;
import dev.evenomad.domain.mail.MailId;
import dev.evenomad.domain.mail.MailRecipient;
import dev.evenomad.domain.universe.EntityId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** An opened mail as the cache keeps it. */
final class MailCopy {

  private MailCopy() {}

  /** {@code esi:mail:<characterId>:<mailId>}: a removed character's copies are found by it. */
  static CacheKey key(CharacterId character, MailId mail) {
    return new CacheKey("mail", character.toString(), mail.toString());
  }

  static JsonValue of(Mail mail) {
    MailHeader header = mail.header();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    header.from().ifPresent(from -> members.put("from", JsonValue.of(from.value())));
    members.put("subject", JsonValue.of(header.subject()));
    members.put("sentAt", JsonValue.of(header.sentAt().toString()));
    members.put("read", JsonValue.of(header.read()));
    members.put("labels", JsonValue.of(header.labels().stream().map(JsonValue::of).toList()));
    members.put(
        "recipients", JsonValue.of(header.recipients().stream().map(MailCopy::recipient).toList()));
    members.put("body", JsonValue.of(mail.body()));
    return new JsonObject(members);
  }

  /** Reads what {@link #of} wrote; empty if it is something else. */
  static Optional<Mail> read(MailId mail, JsonValue copy) {
    if (!(copy instanceof JsonObject members)) {
      return Optional.empty();
    }
    Optional<String> subject = members.string("subject");
    Optional<Instant> sentAt = members.string("sentAt").flatMap(MailCopy::instant);
    Optional<String> body = members.string("body");
    if (subject.isEmpty() || sentAt.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    MailHeader header =
        new MailHeader(
            mail,
            number(members, "from").stream().mapToObj(EntityId::new).findFirst(),
            subject.get(),
            sentAt.get(),
            members.members().get("read") instanceof JsonBoolean flag && flag.value(),
            items(members, "labels").stream()
                .filter(JsonNumber.class::isInstance)
                .map(label -> ((JsonNumber) label).value().longValue())
                .collect(Collectors.toSet()),
            items(members, "recipients").stream()
                .flatMap(recipient -> recipient(recipient).stream())
                .toList());
    return Optional.of(new Mail(header, body.get()));
  }

  private static JsonValue recipient(MailRecipient recipient) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("id", JsonValue.of(recipient.id().value()));
    members.put("kind", JsonValue.of(recipient.kind().code()));
    return new JsonObject(members);
  }

  private static Optional<MailRecipient> recipient(JsonValue copy) {
    if (!(copy instanceof JsonObject members)) {
      return Optional.empty();
    }
    OptionalLong id = number(members, "id");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MailRecipient(
                new EntityId(id.getAsLong()),
                members.string("kind").map(MailCopy::kind).orElse(MailRecipient.Kind.UNKNOWN)));
  }

  private static MailRecipient.Kind kind(String code) {
    try {
      return MailRecipient.Kind.valueOf(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return MailRecipient.Kind.UNKNOWN;
    }
  }

  private static OptionalLong number(JsonObject members, String name) {
    return members.members().get(name) instanceof JsonNumber number
        ? OptionalLong.of(number.value().longValue())
        : OptionalLong.empty();
  }

  private static List<JsonValue> items(JsonObject members, String name) {
    return members.members().get(name) instanceof JsonArray array ? array.items() : List.of();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
