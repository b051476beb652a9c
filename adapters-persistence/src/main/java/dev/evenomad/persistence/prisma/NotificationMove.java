package dev.evenomad.persistence.prisma;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.json.JsonValue.JsonObject;
import dev.evenomad.domain.notification.DedupKey;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.notification.NotificationKind;
import dev.evenomad.domain.notification.NotificationStatus;
import dev.evenomad.persistence.prisma.SourceRow.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Notifications: history. What was not sent yet is not sent any more. */
final class NotificationMove implements Move {

  private static final Insert INSERT =
      Insert.into(
              "notification_log",
              "id text, user_id text, character_id bigint, type text, title text, body text, data"
                  + " jsonb, status text, sent_at timestamptz, read_at timestamptz, error text,"
                  + " dedup_key text, created_at timestamptz")
          .ofUsers();

  @Override
  public String origin() {
    return "NotificationLog";
  }

  @Override
  public String what() {
    return "notifications";
  }

  @Override
  public Insert insert() {
    return INSERT;
  }

  @Override
  public Draft draft(SourceRow row) throws SQLException {
    NotificationId id = new NotificationId(row.id());
    NotificationKind kind = kind(row);
    Instant createdAt = row.time("createdAt");
    Fate fate = Fate.of(row, createdAt);
    Notification notification =
        new Notification(
            id,
            new UserId(row.reference("userId")),
            row.optionalEveId("characterId").map(CharacterId::new),
            kind,
            title(row, kind),
            row.text("body"),
            JsonObject.EMPTY,
            fate.status,
            fate.sentAt,
            fate.readAt,
            fate.error,
            DedupKey.ofRequest(id),
            createdAt,
            0);
    return row.becomes(
        new Columns()
            .with("id", notification.id())
            .with("user_id", notification.user())
            .with("character_id", notification.character())
            .with("type", notification.kind().code())
            .with("title", notification.title())
            .with("body", notification.body())
            .with("data", row.json("data"))
            .with("status", notification.status().code())
            .with("sent_at", notification.sentAt())
            .with("read_at", notification.readAt())
            .with("error", notification.error())
            .with("dedup_key", notification.dedupKey().value())
            .with("created_at", notification.createdAt()));
  }

  private static NotificationKind kind(SourceRow row) throws SQLException {
    String type = row.text("type");
    return Words.find(NotificationKind.class, type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its type is not known: '%s'".formatted(OneLine.of(type, 40))));
  }

  private static String title(SourceRow row, NotificationKind kind) throws SQLException {
    String title = row.text("title");
    if (!title.isBlank()) {
      return title;
    }
    row.changed("it has no title; it has its type for one");
    String words = kind.code().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  @Override
  public Verdict verdict(Connection here, Draft draft) throws SQLException {
    return Move.ofUser(here, draft, new Verdict.Instead(draft));
  }

  /** What became of it, in times that fit each other. */
  private record Fate(
      NotificationStatus status,
      Optional<Instant> sentAt,
      Optional<Instant> readAt,
      Optional<String> error) {

    static Fate of(SourceRow row, Instant createdAt) throws SQLException {
      Optional<Instant> sentAt = row.optionalTime("sentAt");
      Optional<Instant> readAt = row.optionalTime("readAt");
      Optional<String> error = row.optionalText("error");
      NotificationStatus status =
          Words.find(NotificationStatus.class, row, "status")
              .orElseGet(() -> guessed(row, sentAt, readAt));
      if (status == NotificationStatus.SENT && readAt.isPresent()) {
        row.changed("it was sent and has a time at which it was read; it is read");
        status = NotificationStatus.READ;
      }
      Fate fate =
          switch (status) {
            case PENDING -> unsent(row);
            case SENT ->
                new Fate(status, sentAt.or(() -> Optional.of(createdAt)), none(), Optional.empty());
            case READ ->
                new Fate(
                    status,
                    sentAt.or(() -> Optional.of(createdAt)),
                    readAt.or(() -> sentAt).or(() -> Optional.of(createdAt)),
                    Optional.empty());
            case FAILED ->
                new Fate(status, none(), none(), error.or(() -> Optional.of("no reason was kept")));
          };
      boolean same =
          fate.sentAt.equals(sentAt) && fate.readAt.equals(readAt) && fate.error.equals(error);
      if (status != NotificationStatus.PENDING && !same) {
        row.changed("its times and error did not fit its status; now they do");
      }
      return fate;
    }

    private static Fate unsent(SourceRow row) {
      row.changed("it was not sent before the move; it has failed");
      return new Fate(
          NotificationStatus.FAILED, none(), none(), Optional.of("not sent before the move"));
    }

    private static NotificationStatus guessed(
        SourceRow row, Optional<Instant> sentAt, Optional<Instant> readAt) {
      row.changed("its status is not known; it is what its times say");
      if (readAt.isPresent()) {
        return NotificationStatus.READ;
      }
      return sentAt.isPresent() ? NotificationStatus.SENT : NotificationStatus.FAILED;
    }

    private static Optional<Instant> none() {
      return Optional.empty();
    }
  }
}
